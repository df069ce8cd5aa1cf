import { distance } from "@/lib/pose/geometry";
import { LEAN_JOINTS } from "../signal/body";
import {
  combinedError,
  fromMovement,
  lineErrorDeg,
  type MeasureContext,
  type MeasureFunction,
  type PhasedSpan,
  scoreOver,
} from "./measure";

/** The skis change edges while the lean is smaller. */
const EDGE_CHANGE_DEG = 10;

const timed =
  (
    of: (
      context: MeasureContext,
      span: PhasedSpan,
      rateHz: number,
    ) => { value: number; plusMinus: number } | null,
  ): MeasureFunction =>
  (context) => {
    if (!context.span) return "notAPhoto";
    const found = of(context, context.span, context.body.motion.rateHz);
    if (!found) return "joints";
    return { ...found, score: scoreOver(context, LEAN_JOINTS, context.turnRange), trust: context.trust };
  };

const leanErrorDeg = ({ body, apex, noisePx }: MeasureContext): number =>
  lineErrorDeg(noisePx, distance(body.feet[apex]!, body.com[apex]!), true);

/** Standard error of the time at which the lean crosses a level, by its slope; at least that of a switch. */
function crossingErrorS(context: MeasureContext, position: number, rateHz: number): number {
  const at = Math.round(position);
  const { lean } = context;
  const slope = Math.abs((lean[at + 1] ?? Number.NaN) - (lean[at - 1] ?? Number.NaN)) * (rateHz / 2);
  const error = leanErrorDeg(context) / slope;
  return Math.max(context.switchErrorS, Number.isFinite(error) ? Math.min(error, 0.2) : 0);
}

const duration = timed((context, { start, end }, rateHz) => ({
  value: (end - start) / rateHz,
  plusMinus: Math.SQRT2 * context.switchErrorS,
}));

/**
 * The lean is flat at the apex, so its position errs by half the time spent within the lean's error of the
 * peak (at least half a frame), and by the errors of both switches.
 */
const apexPosition = timed((context, { start, end, apex }, rateHz) => {
  const near = Math.abs(context.lean[apex]!) - leanErrorDeg(context) / 2;
  let first = apex;
  let last = apex;
  while (first - 1 > start && Math.abs(context.lean[first - 1]!) > near) first--;
  while (last + 1 < end && Math.abs(context.lean[last + 1]!) > near) last++;
  const value = (apex - start) / (end - start);
  const switches = (context.switchErrorS * rateHz * Math.hypot(1 - value, value)) / (end - start);
  return { value, plusMinus: combinedError((last - first + 1) / 2 / (end - start), switches) };
});

const untilShaping = timed((context, { start, shapingStart }, rateHz) => ({
  value: (shapingStart - start) / rateHz,
  plusMinus: combinedError(context.switchErrorS, crossingErrorS(context, shapingStart, rateHz)),
}));

const shaping = timed((context, { shapingStart, shapingEnd }, rateHz) => ({
  value: (shapingEnd - shapingStart) / rateHz,
  plusMinus: combinedError(
    crossingErrorS(context, shapingStart, rateHz),
    crossingErrorS(context, shapingEnd, rateHz),
  ),
}));

const completion = timed((context, { shapingEnd, end }, rateHz) => ({
  value: (end - shapingEnd) / rateHz,
  plusMinus: combinedError(context.switchErrorS, crossingErrorS(context, shapingEnd, rateHz)),
}));

/**
 * From the last crossing of the limit before the switch to the first one after it; null if either is not
 * seen.
 */
const edgeChange = timed((context, { start }, rateHz) => {
  const { lean } = context;
  const crossing = (from: number, step: 1 | -1): number => {
    for (let i = from; i >= 0 && i < lean.length; i += step) {
      const here = Math.abs(lean[i]!);
      if (!Number.isFinite(here)) return Number.NaN;
      if (here < EDGE_CHANGE_DEG) continue;
      const before = Math.abs(lean[i - step]!);
      return before < EDGE_CHANGE_DEG ? i - (step * (here - EDGE_CHANGE_DEG)) / (here - before) : i;
    }
    return Number.NaN;
  };
  const from = crossing(Math.floor(start), -1);
  const to = crossing(Math.ceil(start), 1);
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  return {
    value: (to - from) / rateHz,
    plusMinus: combinedError(crossingErrorS(context, from, rateHz), crossingErrorS(context, to, rateHz)),
  };
});

const buildRate = timed((context, { start, end, sign }, rateHz) => {
  let value = Number.NaN;
  let at = 0;
  for (let i = Math.ceil(start); i < Math.floor(end); i++) {
    const before = context.lean[Math.max(0, i - 1)]!;
    const rate = (context.lean[i + 1]! - before) * sign * (rateHz / Math.min(2, i + 1));
    if (Number.isNaN(value) || rate > value) {
      value = rate;
      at = i;
    }
  }
  // Errors of a 3 Hz signal are correlated within a third of its period.
  const uncorrelatedAfterS = 0.11;
  return at === 0
    ? null
    : { value, plusMinus: (Math.SQRT2 * leanErrorDeg(context) * 0.5) / uncorrelatedAfterS };
});

export const timingMeasures = {
  durationS: fromMovement(duration),
  apexPosition: fromMovement(apexPosition),
  initiationS: fromMovement(untilShaping),
  shapingS: fromMovement(shaping),
  completionS: fromMovement(completion),
  edgeChangeS: fromMovement(edgeChange),
  buildRateDegPerS: fromMovement(buildRate),
  timeToShapingS: fromMovement(untilShaping),
};
