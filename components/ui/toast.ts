import type { NotificationData } from "@mantine/notifications";
import { loadWithRetry } from "./loadWithRetry";

const closeButtonProps = { "aria-label": "Dismiss", size: 44 };

/** Loads the component that shows toasts; it is not needed before the first one. */
export const loadToasts = () => loadWithRetry(() => import("./Toasts"));

const listeners = new Set<() => void>();
let requested = false;

/** Whether there was a toast, as an external store. */
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

/** Says that something worked, and goes away by itself. */
export const toastDone = (message: string, title?: string): void =>
  void show({ title, message, color: "green" });

/** Says that something did not work; it stays longer. */
export const toastFailed = (message: string, title = "This did not work"): void =>
  void show({ title, message, color: "red", autoClose: 12_000 });
