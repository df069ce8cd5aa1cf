"use client";

import { useInViewport } from "@mantine/hooks";
import useSWR from "swr";
import type { LibraryState, Run } from "@/lib/runs/schema";
import { apiJson } from "../api/client";

const UNFINISHED: readonly LibraryState[] = ["waiting", "running", "uploading"];
const POLL_MS = 3000;

/** Polls a run while it is unfinished and in view; `ref` belongs on its element. */
export function useFreshRun(initial: Run) {
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  const unfinished = UNFINISHED.includes(initial.state);
  const { data } = useSWR(
    unfinished ? `/api/runs/${initial.id}` : null,
    (path: string) => apiJson<Run>(path),
    {
      refreshInterval: (latest) =>
        inViewport && UNFINISHED.includes(latest?.state ?? initial.state) ? POLL_MS : 0,
      revalidateOnMount: false,
      revalidateOnFocus: false,
      shouldRetryOnError: false,
    },
  );
  return { ref, run: data ?? initial };
}
