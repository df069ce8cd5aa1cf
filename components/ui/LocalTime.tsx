"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** True once the browser has taken over; until then the page shows what the server drew. */
export const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
const dayAndTime: Intl.DateTimeFormatOptions = { ...day, hour: "2-digit", minute: "2-digit" };

/** A moment in the reader's own time zone; the server, which does not know it, writes the day in UTC. */
export function LocalTime({ iso, withTime = false }: { iso: string; withTime?: boolean }) {
  const hydrated = useHydrated();
  const options = withTime && hydrated ? dayAndTime : day;
  const format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: hydrated ? undefined : "UTC" });
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}
