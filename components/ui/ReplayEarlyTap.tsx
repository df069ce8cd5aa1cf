"use client";

import { useEffect } from "react";
import { replayEarlyTap } from "./earlyTap";

/** Replays the last tap before hydration. */
export function ReplayEarlyTap() {
  useEffect(replayEarlyTap, []);
  return null;
}
