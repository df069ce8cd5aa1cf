import type { CoachedAnalysis } from "./analysis";
import { rulesCoach } from "./rules";

/** A moment of the run that a coach wants to see. `atS` is a time of the analysis, unrounded. */
export interface Moment {
  atS: number;
  what: "apex" | "switch" | "photo";
  /** Null in a photo. At a switch, the turn that begins there. */
  turn: number | null;
}

/** A moment as a picture of the skier alone. */
export interface MomentStill extends Moment {
  jpeg: Uint8Array;
}

/** More than this tells a model little more and costs as much again. */
export const MAX_MOMENTS = 12;
const MAX_SWITCHES = 4;

/** `count` of a list, evenly spread, the first and last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))]!);
}

/**
 * What to look at: the apexes of the turns that stand out by the numbers, then apexes spread over the run, and the switches
 * between them. At most MAX_MOMENTS, in order of time; the photo itself when it is one.
 */
export function chooseMoments(analysis: CoachedAnalysis): Moment[] {
  if (analysis.still) return [{ atS: 0, what: "photo", turn: null }];
  const { turns } = analysis;
  const switches = spread(turns.slice(1), MAX_SWITCHES);
  const { focus, strengths, notes } = rulesCoach(analysis);
  const standing = [focus, ...strengths, ...notes].flatMap((block) => block?.evidence ?? []);
  const apexes = new Set(standing.flatMap(({ turn }) => turn ?? []));
  const room = MAX_MOMENTS - switches.length;
  for (const { index } of spread(turns, room)) if (apexes.size < room) apexes.add(index);
  return [
    ...turns
      .filter(({ index }) => apexes.has(index))
      .slice(0, room)
      .map(({ index, apexS }): Moment => ({ atS: apexS, what: "apex", turn: index })),
    ...switches.map(({ index, startS }): Moment => ({ atS: startS, what: "switch", turn: index })),
  ].sort((a, b) => a.atS - b.atS);
}
