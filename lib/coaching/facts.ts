import { type Evidence, type Finding, isShown, measureKeys, SAME_AS } from "@/lib/analyses/schema";
import { findingsOf } from "./findings";
import type { SupportedFinding } from "./findings/supported-finding";
import type { CoachedAnalysis, EarlierRun } from "./material";
import type { SlotSource } from "./schema/slots";

/** The facts that feedback on one run may state: the slots of its text, and their evidence. */
export interface CoachingFacts extends SlotSource {
  analysis: CoachedAnalysis;
  supported: readonly SupportedFinding[];
  /** The evidence of each value and finding, by the name of its slot. */
  evidence: ReadonlyMap<string, readonly Evidence[]>;
}

const findingSlot = ({ id }: Finding): string => `finding${id}`;

/** Returns the facts of a run. `earlier`: runs of the same athlete, the latest first. */
export function factsOf(analysis: CoachedAnalysis, earlier: readonly EarlierRun[] = []): CoachingFacts {
  const { turns, still } = analysis;
  const supported = findingsOf(analysis, earlier);
  const owners = [
    ...turns.map(({ index, apexS, measures }) => ({
      name: `turn${index}`,
      turn: index,
      atS: apexS,
      measures,
    })),
    ...(still ? [{ name: "photo", turn: null, atS: 0, measures: still.measures }] : []),
  ];
  const values = owners.flatMap(({ name, turn, atS, measures }) =>
    measureKeys.flatMap((measure): [string, Evidence[]][] => {
      const shown = measures[measure];
      if (SAME_AS[measure] || !isShown(shown)) return [];
      return [[`${name}.${measure}`, [{ turn, atS, measure, statistic: "value", value: shown.value }]]];
    }),
  );
  return {
    analysis,
    turns,
    still,
    supported,
    findings: supported.map(({ finding }) => finding),
    evidence: new Map([
      ...values,
      ...supported.map(({ finding, evidence }): [string, Evidence[]] => [findingSlot(finding), evidence]),
    ]),
  };
}
