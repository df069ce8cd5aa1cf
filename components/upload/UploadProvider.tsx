"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useSWRConfig } from "swr";
import { RunUploadsContext } from "../run-details/RunUploads";
import { toastDone } from "../ui/toast";
import { preloadAfterFirstInteraction } from "./lazyModules";
import { UNFINISHED_KEY } from "./Unfinished";
import { type UploadSnapshot, UploadStore } from "./UploadStore";

interface UploadContextValue {
  store: UploadStore;
  opened: boolean;
  open(): void;
  close(): void;
}

const UploadContext = createContext<UploadContextValue | null>(null);

/** Keeps uploads running across pages, and asks before the tab is closed during an upload. */
export function UploadProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const { mutate } = useSWRConfig();
  const [opened, setOpened] = useState(false);
  const openedNow = useRef(false);
  const [store] = useState(
    () =>
      new UploadStore({
        onUploaded: ({ name }) => {
          if (!openedNow.current) toastDone(`${name} is uploaded and waits to be analysed.`);
          void mutate(UNFINISHED_KEY);
          router.refresh();
        },
      }),
  );

  useEffect(() => {
    openedNow.current = opened;
  }, [opened]);
  useEffect(preloadAfterFirstInteraction, []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      const { totals, checks } = store.getSnapshot();
      if (totals.active > 0 || checks.checking.length > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    window.addEventListener("online", store.onOnline);
    window.addEventListener("offline", store.onOffline);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("online", store.onOnline);
      window.removeEventListener("offline", store.onOffline);
    };
  }, [store]);

  const open = useCallback(() => setOpened(true), []);
  const close = useCallback(() => setOpened(false), []);
  const value = useMemo(() => ({ store, opened, open, close }), [store, opened, open, close]);
  const runUploads = useRunUploadsOf(store, open);
  return (
    <UploadContext value={value}>
      <RunUploadsContext value={runUploads}>{children}</RunUploadsContext>
    </UploadContext>
  );
}

/** Renders only when an upload has a new run or is done. */
function useRunUploadsOf(store: UploadStore, open: () => void) {
  const key = useSyncExternalStore(
    store.subscribe,
    () => {
      const { items, totals } = store.getSnapshot();
      return `${totals.done} ${items.flatMap((item) => item.runId ?? []).join(" ")}`;
    },
    () => "0 ",
  );
  return useMemo(() => {
    const [doneCount, ...runIds] = key.split(" ").filter(Boolean);
    return { open, runIds, doneCount: Number(doneCount) };
  }, [key, open]);
}

/** Returns the upload store of this tab and the state of its panel. */
export function useUploader(): UploadContextValue {
  const value = useContext(UploadContext);
  if (!value) throw new Error("useUploader is used outside of UploadProvider");
  return value;
}

/** Returns the uploads of this tab; renders at most five times a second. */
export function useUploads(): UploadSnapshot {
  const { store } = useUploader();
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
}
