import { type Outcome, outcomeOf, type Turn } from "@/lib/analyses/schema";
import { roundTo } from "@/lib/pose/statistics";
import type { TrackShot } from "../signal/shots";

const MAX_OUT_OF_SIGHT_S = 0.5;

export function runOutcome(
  kind: "video" | "photo",
  shots: readonly TrackShot[],
  shot: TrackShot | null,
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
  const gaps = (shot?.segments ?? []).slice(1).map((segment, i) => {
    const fromS = shot!.segments[i]!.at(-1)!.timeS;
    return { fromS, lengthS: segment[0]!.timeS - fromS };
  });
  const outOfSightS = gaps.reduce((sum, { lengthS }) => sum + lengthS, 0);
  return outOfSightS > MAX_OUT_OF_SIGHT_S
    ? outcomeOf("partly", roundTo(gaps[0]!.fromS, 2))
    : outcomeOf("measured");
}
