import { distance } from "@/lib/pose/geometry";
import { LEAN_JOINTS } from "../signal/body";
import { lineErrorDeg, type Measure, type Moment, moving, scoreOver, together } from "./measure";

/** Less lean than this is the time in which the skis go from one edge to the other. */
const EDGE_CHANGE_DEG = 10;

type Span = NonNullable<Moment["span"]>;

/** A measure in time of a turn that was seen from switch to switch. */
const timed =
  (
    of: (moment: Moment, span: Span, rateHz: number) => { value: number; plusMinus: number } | null,
  ): Measure =>
  (moment) => {
    if (!moment.span) return "notAPhoto";
    const found = of(moment, moment.span, moment.body.motion.rateHz);
    if (!found) return "joints";
    return { ...found, score: scoreOver(moment, LEAN_JOINTS, moment.whole), trust: moment.trust };
  };

const leanErrorDeg = ({ body, apex, noisePx }: Moment): number =>
  lineErrorDeg(noisePx, distance(body.feet[apex]!, body.com[apex]!), true);

/** Standard error of the time at which the lean passes a level, from its steepness there; never below a switch's own. */
function passingErrorS(moment: Moment, place: number, rateHz: number): number {
  const at = Math.round(place);
  const { lean } = moment;
  const slope = Math.abs((lean[at + 1] ?? Number.NaN) - (lean[at - 1] ?? Number.NaN)) * (rateHz / 2);
  const error = leanErrorDeg(moment) / slope;
  return Math.max(moment.switchErrorS, Number.isFinite(error) ? Math.min(error, 0.2) : 0);
}

const duration = timed((moment, { start, end }, rateHz) => ({
  value: (end - start) / rateHz,
  plusMinus: Math.SQRT2 * moment.switchErrorS,
}));

/**
 * The lean is flat at the apex: its place errs by half the time spent within the lean's error of its peak, half a frame at
 * the least, and by what the switches err on either side of it.
 */
const apexPosition = timed((moment, { start, end, apex }, rateHz) => {
  const near = Math.abs(moment.lean[apex]!) - leanErrorDeg(moment) / 2;
  let first = apex;
  let last = apex;
  while (first - 1 > start && Math.abs(moment.lean[first - 1]!) > near) first--;
  while (last + 1 < end && Math.abs(moment.lean[last + 1]!) > near) last++;
  const value = (apex - start) / (end - start);
  const switches = (moment.switchErrorS * rateHz * Math.hypot(1 - value, value)) / (end - start);
  return { value, plusMinus: together((last - first + 1) / 2 / (end - start), switches) };
});

const untilShaping = timed((moment, { start, shapingStart }, rateHz) => ({
  value: (shapingStart - start) / rateHz,
  plusMinus: together(moment.switchErrorS, passingErrorS(moment, shapingStart, rateHz)),
}));

const shaping = timed((moment, { shapingStart, shapingEnd }, rateHz) => ({
  value: (shapingEnd - shapingStart) / rateHz,
  plusMinus: together(passingErrorS(moment, shapingStart, rateHz), passingErrorS(moment, shapingEnd, rateHz)),
}));

const completion = timed((moment, { shapingEnd, end }, rateHz) => ({
  value: (end - shapingEnd) / rateHz,
  plusMinus: together(moment.switchErrorS, passingErrorS(moment, shapingEnd, rateHz)),
}));

/** From the last time before the switch with more lean to the first time after it; null if either is not seen. */
const edgeChange = timed((moment, { start }, rateHz) => {
  const { lean } = moment;
  const passes = (from: number, step: 1 | -1): number => {
    for (let i = from; i >= 0 && i < lean.length; i += step) {
      const here = Math.abs(lean[i]!);
      if (!Number.isFinite(here)) return Number.NaN;
      if (here < EDGE_CHANGE_DEG) continue;
      const before = Math.abs(lean[i - step]!);
      return before < EDGE_CHANGE_DEG ? i - (step * (here - EDGE_CHANGE_DEG)) / (here - before) : i;
    }
    return Number.NaN;
  };
  const from = passes(Math.floor(start), -1);
  const to = passes(Math.ceil(start), 1);
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  return {
    value: (to - from) / rateHz,
    plusMinus: together(passingErrorS(moment, from, rateHz), passingErrorS(moment, to, rateHz)),
  };
});

const buildRate = timed((moment, { start, end, sign }, rateHz) => {
  let value = Number.NaN;
  let at = 0;
  for (let i = Math.ceil(start); i < Math.floor(end); i++) {
    const before = moment.lean[Math.max(0, i - 1)]!;
    const rate = (moment.lean[i + 1]! - before) * sign * (rateHz / Math.min(2, i + 1));
    if (Number.isNaN(value) || rate > value) {
      value = rate;
      at = i;
    }
  }
  // Errors of neighbouring samples of a 3 Hz signal move together; over a third of its period they no longer do.
  const apart = 0.11;
  return at === 0 ? null : { value, plusMinus: (Math.SQRT2 * leanErrorDeg(moment) * 0.5) / apart };
});

export const timingMeasures = {
  durationS: moving(duration),
  apexPosition: moving(apexPosition),
  initiationS: moving(untilShaping),
  shapingS: moving(shaping),
  completionS: moving(completion),
  edgeChangeS: moving(edgeChange),
  buildRateDegPerS: moving(buildRate),
  timeToShapingS: moving(untilShaping),
};
