/** The smallest target that a thumb in a glove hits. */
export const MIN_TURN_PX = 44;
const MAX_TIMELINE_PX = 12_000;

interface TurnInterval {
  startS: number;
  endS: number;
}

/** Returns the width at which the shortest turn is MIN_TURN_PX wide; 0 without turns or duration. */
export function timelineWidthPx(turns: readonly TurnInterval[], durationS: number): number {
  const shortestS = Math.min(...turns.map((turn) => turn.endS - turn.startS).filter((length) => length > 0));
  if (!Number.isFinite(shortestS) || durationS <= 0) return 0;
  return Math.min(MAX_TIMELINE_PX, Math.ceil((MIN_TURN_PX * durationS) / shortestS));
}

/** Returns a time as percent of the clip, clamped to it. */
export function percentOf(timeS: number, durationS: number): number {
  if (durationS <= 0) return 0;
  return Math.min(100, Math.max(0, (100 * timeS) / durationS));
}

/** Returns the time under a pointer on the timeline. */
export function timeAt(pointerX: number, rect: { left: number; width: number }, durationS: number): number {
  if (rect.width <= 0) return 0;
  return Math.min(durationS, Math.max(0, ((pointerX - rect.left) / rect.width) * durationS));
}

/** Returns the index of the turn at a time, or -1; a switch belongs to the turn it starts. */
export function turnAt(turns: readonly TurnInterval[], timeS: number): number {
  return turns.findIndex(
    (turn, i) =>
      timeS >= turn.startS && (timeS < turn.endS || (i === turns.length - 1 && timeS === turn.endS)),
  );
}

/** Returns the index of the turn whose apex is next in a direction; stays at the ends, -1 without turns. */
export function neighborApex(turns: readonly { apexS: number }[], timeS: number, by: 1 | -1): number {
  if (turns.length === 0) return -1;
  // Two frames, so that an apex that is shown is not its own neighbour.
  const SLACK_S = 0.06;
  if (by === 1) {
    const next = turns.findIndex((turn) => turn.apexS > timeS + SLACK_S);
    return next < 0 ? turns.length - 1 : next;
  }
  const before = turns.findLastIndex((turn) => turn.apexS < timeS - SLACK_S);
  return Math.max(0, before);
}

/** Returns the largest lean to either side, rounded up to a grid line; at least 20 degrees. */
export function leanScaleDeg(leanDeg: readonly (number | null)[]): number {
  const largest = leanDeg.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
  return Math.max(20, Math.ceil(largest / 10) * 10);
}

/**
 * Returns the lean as SVG paths in a box of 1000 x 100 (zero at 50, skier's left up): the curve, interrupted
 * where the skier was not seen, and the area between it and zero.
 */
export function leanPaths(
  timesS: readonly number[],
  leanDeg: readonly (number | null)[],
  durationS: number,
  scaleDeg: number,
): { line: string; area: string } {
  const lines: string[] = [];
  const areas: string[] = [];
  let segment: { x: number; y: number }[] = [];
  const close = () => {
    if (segment.length > 1) {
      const points = segment.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(2)}`).join("L");
      lines.push(`M${points}`);
      areas.push(`M${segment[0]!.x.toFixed(1)} 50L${points}L${segment.at(-1)!.x.toFixed(1)} 50Z`);
    }
    segment = [];
  };
  timesS.forEach((timeS, i) => {
    const lean = leanDeg[i];
    if (lean === null || lean === undefined) close();
    else segment.push({ x: percentOf(timeS, durationS) * 10, y: 50 - (lean / scaleDeg) * 46 });
  });
  close();
  return { line: lines.join(""), area: areas.join("") };
}
