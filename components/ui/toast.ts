import type { NotificationData } from "@mantine/notifications";
import { loadWithRetry } from "./loadWithRetry";

const closeButtonProps = { "aria-label": "Dismiss", size: 44 };

/** Loads the component that shows toasts. */
export const loadToasts = () => loadWithRetry(() => import("./Toasts"));

const listeners = new Set<() => void>();
let requested = false;

/** An external store: whether a toast was requested. */
export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: () => requested,
};

async function show(toast: NotificationData): Promise<void> {
  requested = true;
  for (const listener of listeners) listener();
  const { notifications } = await loadToasts();
  notifications.show({ ...toast, closeButtonProps });
}

/** Shows a success for six seconds. */
export const toastDone = (message: string, title?: string): void =>
  void show({ title, message, color: "green" });

/** Shows a failure for twelve seconds. */
export const toastFailed = (message: string, title = "This did not work"): void =>
  void show({ title, message, color: "red", autoClose: 12_000 });
