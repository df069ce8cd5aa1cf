import type { Discipline } from "@/lib/runs/schema";
import { finiteRuns } from "../signal/filter";

/** The shortest time from switch to switch that can be a turn. Free skiing has short and long turns. */
const SHORTEST_TURN_S: Record<Discipline, number> = { SL: 0.4, GS: 0.7, SG: 1, DH: 1, FREE: 0.5 };
export const shortestTurnS = (discipline: Discipline | null | undefined): number =>
  SHORTEST_TURN_S[discipline ?? "FREE"];

/** A weak lobe longer than this is straight running, which separates the turns before and after it. */
const STRAIGHT_RUNNING_S = 0.8;
/** A lobe cut off by the clip's end must last this long; a shorter one may be due to the filter. */
const MIN_CUT_LOBE_S = 0.1;

interface SegmentOptions {
  rateHz: number;
  /** A zero crossing counts only when the signal then exceeds this on the other side. */
  hysteresis: number;
  shortestS: number;
  minStrength: number;
}

/** One turn between two seen switches. Positions on the grid; switches lie between samples. */
export interface TurnSpan {
  start: number;
  apex: number;
  end: number;
  sign: 1 | -1;
}

interface Lobe {
  start: number;
  end: number;
  sign: 1 | -1;
  startSeen: boolean;
  endSeen: boolean;
}

/**
 * Segments a signal that changes sign at every switch into turns (Martinez et al. 2021 compare such methods).
 * Drops lobes that are too short or too weak, and turns without both switches.
 */
export function segmentTurns(
  signal: Float64Array,
  strength: Float64Array,
  options: SegmentOptions,
): TurnSpan[] {
  return finiteRuns(signal).flatMap(({ from, to }) => {
    const lobes = lobesIn(signal, from, to, options.hysteresis);
    return withoutFalseLobes(lobes, strength, options)
      .filter((lobe) => lobe.startSeen && lobe.endSeen)
      .map(({ start, end, sign }) => ({ start, end, sign, apex: strongestSample(strength, start, end) }));
  });
}

function lobesIn(signal: Float64Array, from: number, to: number, hysteresis: number): Lobe[] {
  const lobes: Lobe[] = [];
  let lastOutside = from;
  for (let i = from; i < to; i++) {
    const value = signal[i]!;
    if (Math.abs(value) < hysteresis) continue;
    const sign = value > 0 ? 1 : -1;
    const current = lobes[lobes.length - 1];
    if (!current) lobes.push({ start: from, end: to - 1, sign, startSeen: false, endSeen: false });
    else if (current.sign !== sign) {
      const position = zeroCrossing(signal, lastOutside, i);
      current.end = position;
      current.endSeen = true;
      lobes.push({ start: position, end: to - 1, sign, startSeen: true, endSeen: false });
    }
    lastOutside = i;
  }
  return lobes;
}

/** Position of the zero crossing between two samples of opposite sign; the middle if there are several. */
function zeroCrossing(signal: Float64Array, from: number, to: number): number {
  const positions: number[] = [];
  for (let i = from; i < to; i++) {
    const here = signal[i]!;
    const next = signal[i + 1]!;
    if (here === 0 || Math.sign(here) !== Math.sign(next)) positions.push(i + here / (here - next || 1));
  }
  return (positions[0]! + positions[positions.length - 1]!) / 2;
}

const peakOf = (strength: Float64Array, lobe: Lobe): number =>
  Math.abs(strength[strongestSample(strength, lobe.start, lobe.end)] ?? 0);

function strongestSample(strength: Float64Array, start: number, end: number): number {
  let best = Math.ceil(start);
  for (let i = best; i <= end; i++) {
    if (Math.abs(strength[i]!) > Math.abs(strength[best]!)) best = i;
  }
  return best;
}

function withoutFalseLobes(found: Lobe[], strength: Float64Array, options: SegmentOptions): Lobe[] {
  let lobes = found;
  const durationS = (lobe: Lobe) => (lobe.end - lobe.start) / options.rateHz;
  const isComplete = (lobe: Lobe) => lobe.startSeen && lobe.endSeen;
  const isFalse = (lobe: Lobe) =>
    isComplete(lobe)
      ? durationS(lobe) < options.shortestS || peakOf(strength, lobe) < options.minStrength
      : durationS(lobe) < MIN_CUT_LOBE_S && peakOf(strength, lobe) < options.minStrength;
  for (;;) {
    const suspects = lobes.filter(isFalse);
    if (suspects.length === 0) return lobes;
    const worst = suspects.reduce((a, b) => (peakOf(strength, b) < peakOf(strength, a) ? b : a));
    lobes = without(lobes, worst, isComplete(worst) && durationS(worst) < STRAIGHT_RUNNING_S);
  }
}

function without(lobes: Lobe[], dropped: Lobe, joins: boolean): Lobe[] {
  const at = lobes.indexOf(dropped);
  const before = lobes[at - 1];
  const after = lobes[at + 1];
  if (joins && before && after) {
    const joined: Lobe = { ...before, end: after.end, endSeen: after.endSeen };
    return [...lobes.slice(0, at - 1), joined, ...lobes.slice(at + 2)];
  }
  const rest = lobes.filter((lobe) => lobe !== dropped);
  if (!dropped.startSeen && after) rest[0] = { ...after, startSeen: false };
  if (!dropped.endSeen && before) rest[rest.length - 1] = { ...before, endSeen: false };
  return rest;
}
