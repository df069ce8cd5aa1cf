"use client";

import { Notifications } from "@mantine/notifications";

export { notifications } from "@mantine/notifications";

/** The container of the toasts. */
export const Toasts = () => <Notifications position="top-center" autoClose={6000} limit={3} />;
