import { LEAST_TURNS, type Remark } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../analysis";

const remark = (text: string): Remark => ({ text, evidence: [] });

/** Says plainly why there is no focus, and what a comparison could not use. */
export function notesOf(analysis: CoachedAnalysis, hasFocus: boolean): Remark[] {
  const { turns, outcome, still, view } = analysis;
  if (still) {
    return [
      remark(
        "A photo shows one moment, so there are no other turns to compare it with. Film a run for a focus.",
      ),
    ];
  }
  const notes: Remark[] = [];
  if (outcome.code === "fall") {
    notes.push(
      remark(
        "The run ends in a fall. Check that everyone is well first; only the turns before it are compared.",
      ),
    );
  }
  if (turns.length === 0) {
    notes.push(remark("No whole turn was seen, so there is nothing to compare."));
  } else if (turns.length < LEAST_TURNS) {
    const count = turns.length === 1 ? "Only one whole turn was" : `Only ${turns.length} whole turns were`;
    notes.push(
      remark(`${count} seen, too few to compare with each other. A longer clip shows what repeats.`),
    );
  } else if (!hasFocus) {
    notes.push(
      remark(
        "Nothing stands out: the differences between your turns are no larger than this clip can measure. Compare it with another run.",
      ),
    );
  }
  if (turns.length > 0 && (view.facing === "side" || view.facing === "oblique")) {
    notes.push(
      remark(
        "From this camera angle lean and angulation were not compared. Film from below or above as well.",
      ),
    );
  }
  return notes;
}
