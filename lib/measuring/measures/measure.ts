import type { WithheldReason } from "@/lib/analyses/schema";
import { toDeg } from "@/lib/pose/geometry";
import { type KeypointName, oppositeSide, type Side } from "@/lib/pose/skeleton";
import type { Body } from "../signal/body";
import { meanScore } from "../signal/motion";
import type { Phases } from "../turns/phases";
import type { TurnSpan } from "../turns/segment-turns";
import type { ViewEstimate } from "../view/estimate-view";
import type { Estimate } from "./confidence";

export type PhasedSpan = TurnSpan & Phases;

export interface MeasureContext {
  body: Body;
  view: ViewEstimate;
  /** Standard error of a keypoint. */
  noisePx: number;
  /** Null for a photo. */
  span: PhasedSpan | null;
  /** Samples of the apex, and first and last of the turn and of its shaping phase. */
  apex: number;
  turnRange: readonly [number, number];
  shapingRange: readonly [number, number];
  /** The side of the picture on which the turn's center is: 1 right, -1 left, 0 where it is not seen. */
  turnSign: -1 | 0 | 1;
  /** The skier's side to which the turn goes; null where the view does not show it. */
  side: Side | null;
  /** Degrees from vertical, positive to the right of the picture. */
  lean: Float64Array;
  /** Standard error of one switch, and reliability of the method that found the turn, 0..1. */
  switchErrorS: number;
  trust: number;
}

export type MeasureFunction = (context: MeasureContext) => Estimate | WithheldReason;

/** A measure and its input: one frame, the movement of a turn, or a photo only. */
export interface MeasureRule {
  measure: MeasureFunction;
  of: "frame" | "movement" | "photo";
}

export const fromFrame = (measure: MeasureFunction): MeasureRule => ({ measure, of: "frame" });
export const fromMovement = (measure: MeasureFunction): MeasureRule => ({ measure, of: "movement" });
/** A measure of photos only; turns have a better one. */
export const forPhotos = (measure: MeasureFunction): MeasureRule => ({ measure, of: "photo" });

/**
 * Standard error in degrees of the direction of a line of length L between two points with a standard error
 * of s: sqrt(2) s / L; between the middles of two points each, s / L.
 */
export const lineErrorDeg = (noisePx: number, lengthPx: number, betweenMiddles = false): number =>
  toDeg(((betweenMiddles ? 1 : Math.SQRT2) * noisePx) / lengthPx);

export const combinedError = (...errors: number[]): number => Math.hypot(...errors);

export const scoreAt = (context: MeasureContext, joints: readonly KeypointName[], at: number): number =>
  meanScore(context.body.motion, joints, at, at);

export const scoreOver = (
  context: MeasureContext,
  joints: readonly KeypointName[],
  [from, to]: readonly [number, number],
): number => meanScore(context.body.motion, joints, from, to);

/** Outside and inside of the turn; null where the view does not show its side. */
export const turnSides = (context: MeasureContext): { outside: Side; inside: Side } | null =>
  context.side === null ? null : { outside: oppositeSide(context.side), inside: context.side };

export const valuesOver = ([from, to]: readonly [number, number], valueAt: (i: number) => number): number[] =>
  Array.from({ length: to - from + 1 }, (_, k) => valueAt(from + k));
