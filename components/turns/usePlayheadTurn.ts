"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Turn } from "@/lib/analyses/schema";
import type { Playhead } from "../player/Playhead";
import { turnAt } from "./timelineGeometry";

/** Returns the index of the turn at the playhead, or -1; renders only when it changes. */
export function usePlayheadTurn(playhead: Playhead, turns: readonly Turn[]): number {
  const read = useCallback(() => turnAt(turns, playhead.timeS), [playhead, turns]);
  return useSyncExternalStore(playhead.subscribe, read, () => -1);
}
