"use client";

import { Notifications } from "@mantine/notifications";

/** Where toasts appear; once in a layout. */
export const Toasts = () => <Notifications position="top-center" autoClose={6000} limit={3} />;
