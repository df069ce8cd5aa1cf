import { isShown, type Turn } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../material";
import { CLEAR_ERRORS } from "./comparisons";
import type { FindingDraft } from "./supported-finding";
import { evidenceOf, valuesOf } from "./turn-values";

/**
 * An A-frame: the knee gap is below this share of the ankle gap, and the shins are further apart than this.
 */
const KNEE_GAP = 0.7;
const SHINS_APART_DEG = 10;

/** How many standard errors a turn is inside the definition of an A-frame; 0 or less when it is outside. */
function aFrameSize({ measures: { aFrameRatio, shinMatchDeg } }: Turn): number {
  if (!isShown(aFrameRatio) || !isShown(shinMatchDeg)) return 0;
  return Math.min(
    (KNEE_GAP - aFrameRatio.value) / aFrameRatio.plusMinus,
    (Math.abs(shinMatchDeg.value) - SHINS_APART_DEG) / shinMatchDeg.plusMinus,
  );
}

/** Returns the A-frame of a run if at least two turns show it, since a single one has many causes. */
export function aFrameOf({ turns }: CoachedAnalysis): FindingDraft[] {
  const framed = turns
    .map((turn) => ({ turn, size: aFrameSize(turn) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size);
  const clearest = framed[0];
  if (!clearest || framed.length < 2) return [];
  const { turn } = clearest;
  // Errors of single turns average out where several agree.
  const size = (framed.reduce((sum, one) => sum + one.size, 0) / framed.length) * Math.sqrt(framed.length);
  if (size < CLEAR_ERRORS) return [];
  const evidence = (["aFrameRatio", "shinMatchDeg"] as const).flatMap((measure) =>
    valuesOf([turn], measure).map((value) => evidenceOf(value, measure)),
  );
  return [{ finding: { kind: "aFrame", turn: turn.index, count: framed.length }, size, evidence }];
}
