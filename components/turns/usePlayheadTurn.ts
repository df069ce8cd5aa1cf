"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { Turn } from "@/lib/analyses/schema";
import type { Playhead } from "../player/Playhead";
import { turnAt } from "./timelineGeometry";

/** Index of the turn that is being shown, or -1; renders only when that changes. */
export function usePlayheadTurn(playhead: Playhead, turns: readonly Turn[]): number {
  const read = useCallback(() => turnAt(turns, playhead.timeS), [playhead, turns]);
  return useSyncExternalStore(playhead.subscribe, read, () => -1);
}
