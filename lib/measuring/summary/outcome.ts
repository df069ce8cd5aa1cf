import { type Outcome, outcomeOf, type Turn } from "@/lib/analyses/schema";
import { roundTo } from "@/lib/pose/statistics";
import type { Shot } from "../signal/shots";

/** Out of sight for less than this in all is no reason to call a run measured only in part. */
const OUT_OF_SIGHT_S = 0.5;

/** How the analysis of a clip or photo ended: measured, or why only in part or not at all. */
export function outcome(
  kind: "video" | "photo",
  shots: readonly Shot[],
  shot: Shot | null,
  turns: readonly Turn[],
  fallS: number | null,
): Outcome {
  if (kind === "photo") return outcomeOf("photo");
  if (fallS !== null) return outcomeOf("fall", roundTo(fallS, 2));
  if (turns.length === 0) return outcomeOf("noTurns");
  if (shots.length > 1 && shot) {
    const cutS = shot === shots[0] ? shots[1]!.fromS : shot.fromS;
    return outcomeOf("partly", roundTo(cutS, 2));
  }
  const gaps = (shot?.stretches ?? []).slice(1).map((stretch, i) => {
    const fromS = shot!.stretches[i]!.at(-1)!.timeS;
    return { fromS, lengthS: stretch[0]!.timeS - fromS };
  });
  const outOfSightS = gaps.reduce((sum, { lengthS }) => sum + lengthS, 0);
  return outOfSightS > OUT_OF_SIGHT_S
    ? outcomeOf("partly", roundTo(gaps[0]!.fromS, 2))
    : outcomeOf("measured");
}
