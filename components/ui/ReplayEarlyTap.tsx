"use client";

import { useEffect } from "react";
import { replayEarlyTap } from "./earlyTap";

/** Repeats the last tap from before hydration. */
export function ReplayEarlyTap() {
  useEffect(replayEarlyTap, []);
  return null;
}
