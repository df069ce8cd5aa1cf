"use client";

import { useSyncExternalStore } from "react";

const subscribeToNothing = () => () => {};

/** Returns false on the server and during hydration, true afterwards. */
export const useHydrated = () =>
  useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );

const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
const dayAndTime: Intl.DateTimeFormatOptions = { ...day, hour: "2-digit", minute: "2-digit" };

/** A date in the time zone of the browser; on the server, the day in UTC. */
export function LocalTime({ iso, withTime = false }: { iso: string; withTime?: boolean }) {
  const hydrated = useHydrated();
  const options = withTime && hydrated ? dayAndTime : day;
  const format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: hydrated ? undefined : "UTC" });
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}
