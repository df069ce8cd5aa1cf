import type { WithheldReason } from "@/lib/analyses/schema";
import { toDeg } from "@/lib/pose/geometry";
import type { KeypointName } from "@/lib/pose/skeleton";
import { type Body, otherSide, type Side } from "../signal/body";
import { meanScore } from "../signal/motion";
import type { Phases } from "../turns/phases";
import type { TurnSpan } from "../turns/segment-turns";
import type { Camera } from "../view/estimate-view";
import type { Estimate } from "./confidence";

/** One turn (or one photo) with everything its measures are made from. */
export interface Moment {
  body: Body;
  camera: Camera;
  /** Standard error of one keypoint in pixels. */
  noisePx: number;
  /** Null for a photo. */
  span: (TurnSpan & Phases) | null;
  /** The sample at which the apex measures are read. */
  apex: number;
  /** First and last sample of the turn, and of its shaping phase. */
  whole: readonly [number, number];
  shaping: readonly [number, number];
  /** Which way the centre of the turn lies in the picture: 1 right, -1 left; 0 where that cannot be seen. */
  towards: -1 | 0 | 1;
  /** The skier's side the turn goes to; null where that cannot be seen. */
  side: Side | null;
  /** Lean against the picture's vertical, degrees, positive to the right. */
  lean: Float64Array;
  /** Standard error of one switch in seconds, and how surely the turn was found at all, 0..1. */
  switchErrorS: number;
  trust: number;
}

/** A measure of one moment, or the reason it has none. */
export type Measure = (moment: Moment) => Estimate | WithheldReason;

/** A measure and what it is made of: one frame, a turn's course in time, or a photo because a turn would tell more. */
export interface MeasureRule {
  measure: Measure;
  of: "frame" | "movement" | "photo";
}

/** Read from one frame. */
export const posed = (measure: Measure): MeasureRule => ({ measure, of: "frame" });
/** Needs a turn's course in time, which a photo does not have. */
export const moving = (measure: Measure): MeasureRule => ({ measure, of: "movement" });
/** Stands in a photo for what a turn would tell better; turns do not have it. */
export const photographed = (measure: Measure): MeasureRule => ({ measure, of: "photo" });

/**
 * Standard error in degrees of the direction of a line of `lengthPx` between two points that each err by `noisePx`:
 * sqrt(2) s / L. A point that is the middle of two errs less by sqrt(2), so a line between middles has s / L.
 */
export const lineErrorDeg = (noisePx: number, lengthPx: number, betweenMiddles = false): number =>
  toDeg(((betweenMiddles ? 1 : Math.SQRT2) * noisePx) / lengthPx);

/** Errors that do not depend on each other. */
export const together = (...errors: number[]): number => Math.hypot(...errors);

/** Mean score, 0..1, of some joints at one sample. */
export const scoreAt = (moment: Moment, joints: readonly KeypointName[], at: number): number =>
  meanScore(moment.body.motion, joints, at, at);

/** Mean score, 0..1, of some joints over the samples `from..to`, both included. */
export const scoreOver = (
  moment: Moment,
  joints: readonly KeypointName[],
  [from, to]: readonly [number, number],
): number => meanScore(moment.body.motion, joints, from, to);

/** The outside leg is on the side away from the turn's centre. */
export const legsOf = (moment: Moment): { outside: Side; inside: Side } | null =>
  moment.side === null ? null : { outside: otherSide(moment.side), inside: moment.side };

/** The values of a function over some samples. */
export const over = ([from, to]: readonly [number, number], valueAt: (i: number) => number): number[] =>
  Array.from({ length: to - from + 1 }, (_, k) => valueAt(from + k));
