"use client";

import { useMemo, useState } from "react";
import type { Discipline } from "@/lib/runs/schema";
import { DISCIPLINES } from "@/lib/runs/schema/choices";
import { useRemembered } from "../ui/useRemembered";
import type { RunDetails } from "./uploadState";

/**
 * What the next clips are said to be. Discipline and place stay from day to day; the racer only while the page is open,
 * because the next one down the hill is somebody else.
 */
export function useUploadDefaults() {
  const [discipline, rememberDiscipline] = useRemembered("upload.discipline", "");
  const [place, rememberPlace] = useRemembered("upload.place", "");
  const [racerId, setRacerId] = useState<string | null>(null);
  const defaults: RunDetails = useMemo(() => {
    const known = discipline in DISCIPLINES ? (discipline as Discipline) : null;
    return { racerId, discipline: known, place: place || null };
  }, [racerId, discipline, place]);
  const remember = (change: RunDetails) => {
    if (change.racerId !== undefined) setRacerId(change.racerId);
    if (change.discipline !== undefined) rememberDiscipline(change.discipline ?? "");
    if (change.place !== undefined) rememberPlace(change.place ?? "");
  };
  return { defaults, remember };
}
