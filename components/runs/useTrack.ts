"use client";

import useSWRImmutable from "swr/immutable";
import type { PoseTrack } from "@/lib/analyses/schema";
import { apiJson } from "../api/client";

/** Loads the pose track; null without `src` and while it loads. `note` is for people. */
export function useTrack(src: string | null): { track: PoseTrack | null; note: string | null } {
  const { data, error } = useSWRImmutable(src, apiJson<PoseTrack>);
  if (src === null) return { track: null, note: null };
  if (error && !data) return { track: null, note: "The skeleton could not be loaded" };
  return { track: data ?? null, note: data ? null : "Loading the skeleton" };
}
