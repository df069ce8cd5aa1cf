"use client";

import { useEffect } from "react";
import { replayEarlyTap } from "./earlyTap";

/** Replays the last tap on the page that came before its code. */
export function ReplayEarlyTap() {
  useEffect(replayEarlyTap, []);
  return null;
}
