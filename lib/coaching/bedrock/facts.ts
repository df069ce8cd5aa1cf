import {
  type Evidence,
  isShown,
  type Measured,
  type MeasureKey,
  measureKeys,
  type Turn,
} from "@/lib/analyses/schema";
import type { CoachedAnalysis, EarlierRun } from "../analysis";

/** A measured fact that a model may rest a sentence on, by a name it can cite. */
export interface Fact {
  id: string;
  evidence: Evidence;
  plusMinus: number | null;
}

/** A clip of five minutes has hundreds of turns; this many are told of, evenly spread. */
const MAX_TURNS = 40;

/** The turns a model is told of: all, or MAX_TURNS evenly spread with the first and last among them. */
export const toldTurns = (turns: readonly Turn[]): Turn[] => {
  if (turns.length <= MAX_TURNS) return [...turns];
  return Array.from(
    { length: MAX_TURNS },
    (_, i) => turns[Math.round((i * (turns.length - 1)) / (MAX_TURNS - 1))]!,
  );
};

const shownEntries = (table: Partial<Record<MeasureKey, Measured>>) =>
  measureKeys.flatMap((measure) => {
    const measured = table[measure];
    return isShown(measured) ? [{ measure, ...measured }] : [];
  });

/**
 * Everything a model may cite. It cites by name and never by number, so that evidence cannot be nearly right: a name is in
 * this list or it is not.
 */
export function factsOf(analysis: CoachedAnalysis, earlier: readonly EarlierRun[]): Fact[] {
  const { turns, summary, still } = analysis;
  const lastApexS = turns.at(-1)?.apexS ?? 0;
  const momentOf = (measure: MeasureKey): number =>
    turns.find((turn) => isShown(turn.measures[measure]))?.apexS ?? turns[0]?.apexS ?? 0;
  return [
    ...toldTurns(turns).flatMap((turn) =>
      shownEntries(turn.measures).map(
        ({ measure, value, plusMinus }): Fact => ({
          id: `turn${turn.index}.${measure}`,
          evidence: { turn: turn.index, atS: turn.apexS, measure, statistic: "value", value },
          plusMinus,
        }),
      ),
    ),
    ...(["symmetry", "consistency", "fade"] as const).flatMap((statistic) =>
      shownEntries(summary[statistic]).map(({ measure, value, plusMinus }): Fact => {
        const atS = statistic === "fade" ? lastApexS : momentOf(measure);
        const evidence = { turn: null, atS, measure, statistic, value };
        return { id: `${statistic}.${measure}`, evidence, plusMinus };
      }),
    ),
    ...shownEntries(still?.measures ?? {}).map(
      ({ measure, value, plusMinus }): Fact => ({
        id: `photo.${measure}`,
        evidence: { turn: null, atS: 0, measure, statistic: "value", value },
        plusMinus,
      }),
    ),
    ...earlier.flatMap(({ values }, i) =>
      measureKeys.flatMap((measure): Fact[] => {
        const value = values[measure];
        if (value === undefined) return [];
        const evidence = {
          turn: null,
          atS: momentOf(measure),
          measure,
          statistic: "earlier",
          value,
        } as const;
        return [{ id: `earlier${i + 1}.${measure}`, evidence, plusMinus: null }];
      }),
    ),
  ];
}
