import { notifications } from "@mantine/notifications";

const closeButtonProps = { "aria-label": "Dismiss", size: 44 };

/** Says that something worked, and goes away by itself. */
export const toastDone = (message: string, title?: string) =>
  notifications.show({ title, message, color: "green", closeButtonProps });

/** Says that something did not work; stays until it is read. */
export const toastFailed = (message: string, title = "This did not work") =>
  notifications.show({ title, message, color: "red", autoClose: 12_000, closeButtonProps });
