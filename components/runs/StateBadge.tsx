import { LIBRARY_STATES, type LibraryState } from "@/lib/runs/schema";
import classes from "./RunCard.module.css";

const TONES: Record<LibraryState, "busy" | "good" | "bad" | "plain"> = {
  uploading: "busy",
  waiting: "busy",
  running: "busy",
  ready: "good",
  failed: "bad",
};

/** A run's state in a word, with percent while it is worked on. */
export function StateBadge({ state, percent }: { state: LibraryState; percent: number | null }) {
  return (
    <span className={classes.badge} data-tone={TONES[state]}>
      {LIBRARY_STATES[state]}
      {state === "running" && percent !== null && ` ${Math.round(percent)} %`}
    </span>
  );
}
