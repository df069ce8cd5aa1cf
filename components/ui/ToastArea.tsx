"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { loadToasts, toastStore } from "./toast";

const Toasts = lazy(() => loadToasts().then((module) => ({ default: module.Toasts })));

/** Mounts the toasts when the first one is requested; once in a layout. */
export function ToastArea() {
  const requested = useSyncExternalStore(toastStore.subscribe, toastStore.getSnapshot, () => false);
  return requested ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}
