"use client";

import { useMemo, useState } from "react";
import { disciplineSchema } from "@/lib/runs/schema";
import { useRemembered } from "../ui/useRemembered";
import type { RunDetails } from "./RunUploader";

/**
 * What the next clips are said to be. Discipline and place stay from day to day; the racer only while the page is open,
 * because the next one down the hill is somebody else.
 */
export function useUploadDefaults() {
  const [discipline, rememberDiscipline] = useRemembered("upload.discipline", "");
  const [place, rememberPlace] = useRemembered("upload.place", "");
  const [racerId, setRacerId] = useState<string | null>(null);
  const defaults: RunDetails = useMemo(() => {
    const known = disciplineSchema.safeParse(discipline);
    return { racerId, discipline: known.success ? known.data : null, place: place || null };
  }, [racerId, discipline, place]);
  const remember = (change: RunDetails) => {
    if (change.racerId !== undefined) setRacerId(change.racerId);
    if (change.discipline !== undefined) rememberDiscipline(change.discipline ?? "");
    if (change.place !== undefined) rememberPlace(change.place ?? "");
  };
  return { defaults, remember };
}
