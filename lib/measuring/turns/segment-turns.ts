import { finiteRuns } from "../signal/filter";

/** Disciplines as runs name them. */
export type Discipline = "SL" | "GS" | "SG" | "DH" | "FREE";

/** The shortest time from switch to switch that can be a turn. Free skiing has short and long ones: between. */
const SHORTEST_TURN_S: Record<Discipline, number> = { SL: 0.4, GS: 0.7, SG: 1, DH: 1, FREE: 0.5 };
/** The shortest turn of a discipline in seconds; free skiing where none is known. */
export const shortestTurnS = (discipline: Discipline | null | undefined): number =>
  SHORTEST_TURN_S[discipline ?? "FREE"];

/** A lobe weaker than a turn but longer than this is straight running: the turns round it stay apart. */
const STRAIGHT_S = 0.8;
/** What the clip's ends cut off must last this long to show that a switch was there and not the filter's end. */
const SHORTEST_SEEN_END_S = 0.1;

export interface SegmentOptions {
  rateHz: number;
  /** The signal must pass this on the other side before a zero crossing counts. */
  hysteresis: number;
  shortestS: number;
  /** In the unit of `strength`: a lobe that stays below is no turn. */
  weakest: number;
}

/** One turn between two switches that were both seen. Indexes are places on the grid, switches between samples. */
export interface TurnSpan {
  start: number;
  apex: number;
  end: number;
  /** Sign of the signal in the turn. */
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
 * Turns as the lobes of a signal that changes sign at every switch. A zero crossing counts when the signal goes on to
 * pass the hysteresis; lobes too short or too weak are dropped (Martinez et al. 2021 compare eleven such methods). Only
 * turns with both switches in the picture are returned: what the clip's start or end cuts off only proves the
 * switch next to it.
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
      .map(({ start, end, sign }) => ({ start, end, sign, apex: strongest(strength, start, end) }));
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
      const place = crossing(signal, lastOutside, i);
      current.end = place;
      current.endSeen = true;
      lobes.push({ start: place, end: to - 1, sign, startSeen: true, endSeen: false });
    }
    lastOutside = i;
  }
  return lobes;
}

/** Where a signal goes through zero between two samples of opposite sign; the middle one if it does so repeatedly. */
function crossing(signal: Float64Array, from: number, to: number): number {
  const places: number[] = [];
  for (let i = from; i < to; i++) {
    const here = signal[i]!;
    const next = signal[i + 1]!;
    if (here === 0 || Math.sign(here) !== Math.sign(next)) places.push(i + here / (here - next || 1));
  }
  return (places[0]! + places[places.length - 1]!) / 2;
}

const peakOf = (strength: Float64Array, lobe: Lobe): number =>
  Math.abs(strength[strongest(strength, lobe.start, lobe.end)] ?? 0);

function strongest(strength: Float64Array, start: number, end: number): number {
  let best = Math.ceil(start);
  for (let i = best; i <= end; i++) {
    if (Math.abs(strength[i]!) > Math.abs(strength[best]!)) best = i;
  }
  return best;
}

function withoutFalseLobes(found: Lobe[], strength: Float64Array, options: SegmentOptions): Lobe[] {
  let lobes = found;
  const durationS = (lobe: Lobe) => (lobe.end - lobe.start) / options.rateHz;
  const isWhole = (lobe: Lobe) => lobe.startSeen && lobe.endSeen;
  const isFalse = (lobe: Lobe) =>
    isWhole(lobe)
      ? durationS(lobe) < options.shortestS || peakOf(strength, lobe) < options.weakest
      : durationS(lobe) < SHORTEST_SEEN_END_S && peakOf(strength, lobe) < options.weakest;
  for (;;) {
    const suspects = lobes.filter(isFalse);
    if (suspects.length === 0) return lobes;
    const worst = suspects.reduce((a, b) => (peakOf(strength, b) < peakOf(strength, a) ? b : a));
    lobes = without(lobes, worst, isWhole(worst) && durationS(worst) < STRAIGHT_S);
  }
}

/** Drops a lobe; `joins` makes one of its two neighbours, which lean to the same side. */
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
