"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { loadToasts, toastStore } from "./toast";

const Toasts = lazy(() => loadToasts().then((module) => ({ default: module.Toasts })));

/** Shows toasts from the first one on; once in a layout. */
export function ToastArea() {
  const requested = useSyncExternalStore(toastStore.subscribe, toastStore.getSnapshot, () => false);
  return requested ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}
