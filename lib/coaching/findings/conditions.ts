import { CONDITIONS, LEAST_TURNS } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "../material";
import type { FindingDraft } from "./supported-finding";

type Condition = (typeof CONDITIONS)[number];

const HOLDS: Record<Condition, (analysis: CoachedAnalysis, hasDifference: boolean) => boolean> = {
  photo: ({ still }) => still !== null,
  fall: ({ still, outcome }) => !still && outcome.code === "fall",
  noTurns: ({ still, turns }) => !still && turns.length === 0,
  fewTurns: ({ turns }) => turns.length > 0 && turns.length < LEAST_TURNS,
  noDifference: ({ turns }, hasDifference) => turns.length >= LEAST_TURNS && !hasDifference,
  leanHidden: ({ turns, view }) => turns.length > 0 && (view.facing === "side" || view.facing === "oblique"),
};

/** Returns what limits the comparisons of a run. `hasDifference`: some difference exceeds its error. */
export const conditionsOf = (analysis: CoachedAnalysis, hasDifference: boolean): FindingDraft[] =>
  CONDITIONS.filter((kind) => HOLDS[kind](analysis, hasDifference)).map((kind) => ({
    finding: { kind, count: analysis.turns.length },
    size: 0,
    evidence: [],
  }));
