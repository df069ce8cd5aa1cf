import type { CoachedAnalysis, EarlierRun } from "../material";
import { comparisonsOf } from "./comparisons";
import { conditionsOf } from "./conditions";
import { aFrameOf } from "./patterns";
import type { SupportedFinding } from "./supported-finding";

const DIFFERENCES: ReadonlySet<string> = new Set(["sides", "fade", "turn", "earlier", "aFrame"]);

/** Returns every finding that the measurements of a run support, numbered from 1. Deterministic. */
export function findingsOf(
  analysis: CoachedAnalysis,
  earlier: readonly EarlierRun[] = [],
): SupportedFinding[] {
  const compared = [...comparisonsOf(analysis, earlier), ...aFrameOf(analysis)];
  const hasDifference = compared.some(({ finding }) => DIFFERENCES.has(finding.kind));
  return [...compared, ...conditionsOf(analysis, hasDifference)].map(
    (draft, i) => ({ ...draft, finding: { ...draft.finding, id: i + 1 } }) as SupportedFinding,
  );
}
