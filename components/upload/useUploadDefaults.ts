"use client";

import { useLocalStorage } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { Discipline } from "@/lib/runs/schema";
import { DISCIPLINES } from "@/lib/runs/schema/choices";
import type { RunDetails } from "./uploadState";

/** Read in the first render, because it is the initial value of fields; the server renders none of them. */
const useStoredText = (key: string) =>
  useLocalStorage({ key, defaultValue: "", getInitialValueInEffect: false });

/**
 * Returns the details of the next uploads. Discipline and place are stored on the device, the racer is not.
 */
export function useUploadDefaults() {
  const [discipline, setDiscipline] = useStoredText("upload.discipline");
  const [place, setPlace] = useStoredText("upload.place");
  const [racerId, setRacerId] = useState<string | null>(null);
  const defaults: RunDetails = useMemo(() => {
    const known = discipline in DISCIPLINES ? (discipline as Discipline) : null;
    return { racerId, discipline: known, place: place || null };
  }, [racerId, discipline, place]);
  const remember = (change: RunDetails) => {
    if (change.racerId !== undefined) setRacerId(change.racerId);
    if (change.discipline !== undefined) setDiscipline(change.discipline ?? "");
    if (change.place !== undefined) setPlace(change.place ?? "");
  };
  return { defaults, remember };
}
