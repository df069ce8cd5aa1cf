import {
  MEASURES,
  type Measured,
  type MeasureKey,
  type MeasureSpec,
  type ViewNeed,
} from "@/lib/analyses/schema";
import { clamp, roundTo } from "@/lib/pose/statistics";
import { UNITS } from "@/lib/pose/units";
import { VIEW_WITHIN_DEG, type ViewEstimate } from "../view/estimate-view";

/** A value in the measure's unit before it is shown or withheld. NaN where it could not be measured. */
export interface Estimate {
  value: number;
  plusMinus: number;
  score: number;
  trust?: number;
}

/** The conditions of a clip that decide which measures can be shown. */
export interface MeasuringConditions {
  view: ViewEstimate;
  skierPx: number;
  fps: number | null;
  /** Frames a second of the file where only a part of them was analyzed; otherwise the same as `fps`. */
  filmedFps: number | null;
}

const MIN_CONFIDENCE = 0.5;

/** Confidence by keypoint score: 0 at 0.1 (a guess), 1 at 0.55 (as accurate as manual annotation). */
export const scoreFactor = (score: number): number => clamp((score - 0.1) / 0.45, 0, 1);

/** Confidence by the size of the skier: 0.75 at the minimum, 1 from 1.5 times the minimum. */
const sizeFactor = (skierPx: number, minSkierPx: number): number =>
  minSkierPx === 0 ? 1 : skierPx < minSkierPx ? 0 : clamp(0.75 + 0.5 * (skierPx / minSkierPx - 1), 0, 1);

const OFF_IDEAL_DEG: Record<Exclude<ViewNeed, "any">, (offAxisDeg: number) => number> = {
  frontal: (offAxisDeg) => offAxisDeg,
  side: (offAxisDeg) => 90 - offAxisDeg,
  either: (offAxisDeg) => Math.min(offAxisDeg, 90 - offAxisDeg),
};

/**
 * Confidence by the view: 1 within 15 degrees of the ideal view, 0.7 at 30, 0 beyond, where the view is
 * oblique; up to a fifth less when the view itself is uncertain.
 */
export function viewFactor(need: ViewNeed, view: ViewEstimate): number {
  if (need === "any") return 1;
  if (view.offAxisDeg === null) return 0;
  const offDeg = OFF_IDEAL_DEG[need](view.offAxisDeg);
  if (offDeg > VIEW_WITHIN_DEG) return 0;
  return (1 - 0.02 * Math.max(0, offDeg - 15)) * (0.8 + 0.2 * view.confidence);
}

/** Rounds a plus-minus to at least one unit of the last decimal. */
export const roundedError = (plusMinus: number, decimals: number): number =>
  Math.max(roundTo(plusMinus, decimals), 10 ** -decimals);

export function showOrWithhold(
  key: MeasureKey,
  estimate: Estimate,
  { view, skierPx, fps }: MeasuringConditions,
): Measured {
  const spec: MeasureSpec = MEASURES[key];
  const byView = viewFactor(spec.view, view);
  const bySize = sizeFactor(skierPx, spec.minSkierPx);
  const byScore = scoreFactor(estimate.score);
  if (byView < MIN_CONFIDENCE) return { withheld: "view" };
  if (fps !== null && fps < spec.minFps) return { withheld: "frameRate" };
  if (bySize < MIN_CONFIDENCE) return { withheld: "size" };
  if (!Number.isFinite(estimate.value) || !Number.isFinite(estimate.plusMinus)) return { withheld: "joints" };
  const confidence = byView * bySize * byScore * (estimate.trust ?? 1);
  if (confidence < MIN_CONFIDENCE) {
    const lowest = Math.min(byView, bySize, byScore);
    return { withheld: lowest === byScore ? "joints" : lowest === bySize ? "size" : "view" };
  }
  const { decimals } = UNITS[spec.unit];
  return {
    value: roundTo(estimate.value, decimals),
    plusMinus: roundedError(estimate.plusMinus, decimals),
    confidence: roundTo(confidence, 2),
  };
}
