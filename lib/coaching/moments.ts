import { factsOf } from "./facts";
import type { CoachedAnalysis, StillMoment } from "./material";
import { writeByRules } from "./rules";

/** More stills cost more without telling a model more. */
export const MAX_MOMENTS = 12;
const MAX_SWITCHES = 4;

/** Returns `count` items of a list, evenly spread, the first and the last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))]!);
}

/**
 * Returns the moments to show to a model, at most MAX_MOMENTS in order of time: the apexes that the rules
 * engine cites, apexes spread over the run, and switches; for a photo its one moment.
 */
export function chooseMoments(analysis: CoachedAnalysis): StillMoment[] {
  if (analysis.still) return [{ atS: 0, kind: "photo", turn: null }];
  const { turns } = analysis;
  const switches = spread(turns.slice(1), MAX_SWITCHES);
  const { focus, strengths, notes } = writeByRules(factsOf(analysis));
  const cited = [focus, ...strengths, ...notes].flatMap((block) => block?.evidence ?? []);
  const apexes = new Set(cited.flatMap(({ turn }) => turn ?? []));
  const room = MAX_MOMENTS - switches.length;
  for (const { index } of spread(turns, room)) if (apexes.size < room) apexes.add(index);
  return [
    ...turns
      .filter(({ index }) => apexes.has(index))
      .slice(0, room)
      .map(({ index, apexS }): StillMoment => ({ atS: apexS, kind: "apex", turn: index })),
    ...switches.map(({ index, startS }): StillMoment => ({ atS: startS, kind: "switch", turn: index })),
  ].sort((a, b) => a.atS - b.atS);
}
