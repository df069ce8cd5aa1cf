import {
  MEASURES,
  type Measured,
  type MeasureKey,
  type MeasureSpec,
  type ViewNeed,
} from "@/lib/analyses/schema";
import { clamp, roundTo } from "@/lib/pose/statistics";
import { UNITS } from "@/lib/pose/units";
import { type Camera, VIEW_WITHIN_DEG } from "../view/estimate-view";

/** A value on the way to being shown, in the measure's own unit. NaN where it could not be measured. */
export interface Estimate {
  value: number;
  /** One standard error from keypoint noise and projection. */
  plusMinus: number;
  /** Mean score of the joints it rests on, 0..1. */
  score: number;
  /** What else it rests on, such as how surely the turn itself was found, 0..1; 1 when left out. */
  trust?: number;
}

/** What a clip as a whole allows. */
export interface Gate {
  camera: Camera;
  skierPx: number;
  /** Frames a second of the file or of what was looked at, whichever is lower; null for a photo, which has no time. */
  fps: number | null;
  /** Frames a second of the file where fewer of them were looked at on purpose; else the same as `fps`. */
  filmedFps: number | null;
}

/** Below this nothing is shown. */
export const LEAST_CONFIDENCE = 0.5;

/** Scores of pose networks run from about 0.1 (a guess) to 0.6 and more (as good as a hand's click). */
export const scoreFactor = (score: number): number => clamp((score - 0.1) / 0.45, 0, 1);

/** At the least size a value is worth 0.75; from 1.5 times that size on nothing is taken off. */
export const sizeFactor = (skierPx: number, minSkierPx: number): number =>
  minSkierPx === 0 ? 1 : skierPx < minSkierPx ? 0 : clamp(0.75 + 0.5 * (skierPx / minSkierPx - 1), 0, 1);

/** How far a camera `offAxisDeg` off the line of travel is from where a measure is seen best. */
const OFF_IDEAL_DEG: Record<Exclude<ViewNeed, "any">, (offAxisDeg: number) => number> = {
  frontal: (offAxisDeg) => offAxisDeg,
  side: (offAxisDeg) => 90 - offAxisDeg,
  either: (offAxisDeg) => Math.min(offAxisDeg, 90 - offAxisDeg),
};

/**
 * How far the camera's direction allows a measure: whole within 15 degrees of the ideal, 0.7 at 30, nothing beyond, where
 * the view is called oblique. An unsure view takes off up to a fifth more.
 */
export function viewFactor(need: ViewNeed, camera: Camera): number {
  if (need === "any") return 1;
  if (camera.offAxisDeg === null) return 0;
  const offDeg = OFF_IDEAL_DEG[need](camera.offAxisDeg);
  if (offDeg > VIEW_WITHIN_DEG) return 0;
  return (1 - 0.02 * Math.max(0, offDeg - 15)) * (0.8 + 0.2 * camera.confidence);
}

/** A plus-minus to so many decimals; one that rounds to nothing would claim an exact value. */
export const roundedError = (plusMinus: number, decimals: number): number =>
  Math.max(roundTo(plusMinus, decimals), 10 ** -decimals);

/** Shows an estimate with its plus-minus and confidence, or says which need was not met. */
export function judge(key: MeasureKey, estimate: Estimate, { camera, skierPx, fps }: Gate): Measured {
  const spec: MeasureSpec = MEASURES[key];
  const view = viewFactor(spec.view, camera);
  const size = sizeFactor(skierPx, spec.minSkierPx);
  const score = scoreFactor(estimate.score);
  if (view < LEAST_CONFIDENCE) return { withheld: "view" };
  if (fps !== null && fps < spec.minFps) return { withheld: "frameRate" };
  if (size < LEAST_CONFIDENCE) return { withheld: "size" };
  if (!Number.isFinite(estimate.value) || !Number.isFinite(estimate.plusMinus)) return { withheld: "joints" };
  const confidence = view * size * score * (estimate.trust ?? 1);
  if (confidence < LEAST_CONFIDENCE) {
    const lowest = Math.min(view, size, score);
    return { withheld: lowest === score ? "joints" : lowest === size ? "size" : "view" };
  }
  const { decimals } = UNITS[spec.unit];
  return {
    value: roundTo(estimate.value, decimals),
    plusMinus: roundedError(estimate.plusMinus, decimals),
    confidence: roundTo(confidence, 2),
  };
}
