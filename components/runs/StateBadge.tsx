import type { LibraryState } from "@/lib/runs/schema";
import { LIBRARY_STATES } from "@/lib/runs/schema/choices";
import classes from "./RunCard.module.css";

const TONES: Record<LibraryState, "busy" | "good" | "bad" | "plain"> = {
  uploading: "busy",
  waiting: "busy",
  running: "busy",
  ready: "good",
  failed: "bad",
};

interface StateBadgeProps {
  state: LibraryState;
  percent: number | null;
  /** Replaces the label of the state. */
  label?: string;
}

/** The state of a run in words, with percent during the analysis. */
export function StateBadge({ state, percent, label = LIBRARY_STATES[state] }: StateBadgeProps) {
  return (
    <span className={classes.badge} data-tone={TONES[state]}>
      {label}
      {state === "running" && percent !== null && ` ${Math.round(percent)} %`}
    </span>
  );
}
