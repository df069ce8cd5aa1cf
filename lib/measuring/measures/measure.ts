import type { WithheldReason } from "@/lib/analyses/schema";
import { toDeg } from "@/lib/pose/geometry";
import { type KeypointName, oppositeSide, type Side } from "@/lib/pose/skeleton";
import type { Body } from "../signal/body";
import { meanScore } from "../signal/motion";
import type { Phases } from "../turns/phases";
import type { TurnSpan } from "../turns/segment-turns";
import type { ViewEstimate } from "../view/estimate-view";
import type { Estimate } from "./confidence";

/** A span with the phases of the turn. */
export type PhasedSpan = TurnSpan & Phases;

/** One turn or photo with the input of its measures. */
export interface MeasureContext {
  body: Body;
  view: ViewEstimate;
  /** Standard error of one keypoint in pixels. */
  noisePx: number;
  /** Null for a photo. */
  span: PhasedSpan | null;
  /** The sample of the apex. */
  apex: number;
  /** First and last sample of the turn, and of its shaping phase. */
  turnRange: readonly [number, number];
  shapingRange: readonly [number, number];
  /** The side of the picture on which the turn's center is: 1 right, -1 left, 0 where the view does not show it. */
  turnSign: -1 | 0 | 1;
  /** The skier's side to which the turn goes; null where the view does not show it. */
  side: Side | null;
  /** Lean from vertical in degrees, positive to the right of the picture. */
  lean: Float64Array;
  /** Standard error of one switch, and reliability of the method that found the turn, 0..1. */
  switchErrorS: number;
  trust: number;
}

/** Computes a measure, or returns the reason why it is withheld. */
export type MeasureFunction = (context: MeasureContext) => Estimate | WithheldReason;

/** A measure and its input: one frame, the movement of a turn, or a photo only. */
export interface MeasureRule {
  measure: MeasureFunction;
  of: "frame" | "movement" | "photo";
}

/** A measure of one frame. */
export const fromFrame = (measure: MeasureFunction): MeasureRule => ({ measure, of: "frame" });
/** A measure of movement, which a photo does not have. */
export const fromMovement = (measure: MeasureFunction): MeasureRule => ({ measure, of: "movement" });
/** A measure of photos only; turns have a better one. */
export const forPhotos = (measure: MeasureFunction): MeasureRule => ({ measure, of: "photo" });

/**
 * Standard error in degrees of the direction of a line of length L between two points with a standard error of s:
 * sqrt(2) s / L; between the middles of two points each, s / L.
 */
export const lineErrorDeg = (noisePx: number, lengthPx: number, betweenMiddles = false): number =>
  toDeg(((betweenMiddles ? 1 : Math.SQRT2) * noisePx) / lengthPx);

/** Standard error of a sum of independent errors. */
export const combinedError = (...errors: number[]): number => Math.hypot(...errors);

/** Mean score of joints at one sample, 0..1. */
export const scoreAt = (context: MeasureContext, joints: readonly KeypointName[], at: number): number =>
  meanScore(context.body.motion, joints, at, at);

/** Mean score of joints over the samples `from..to`, both included, 0..1. */
export const scoreOver = (
  context: MeasureContext,
  joints: readonly KeypointName[],
  [from, to]: readonly [number, number],
): number => meanScore(context.body.motion, joints, from, to);

/** Outside and inside of the turn; null where the view does not show its side. */
export const turnSides = (context: MeasureContext): { outside: Side; inside: Side } | null =>
  context.side === null ? null : { outside: oppositeSide(context.side), inside: context.side };

/** The values of a function at the samples `from..to`, both included. */
export const valuesOver = ([from, to]: readonly [number, number], valueAt: (i: number) => number): number[] =>
  Array.from({ length: to - from + 1 }, (_, k) => valueAt(from + k));
