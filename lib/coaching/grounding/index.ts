import { type Evidence, type Feedback, isShown, type Measured, type Turn } from "@/lib/analyses/schema";
import type { CoachedAnalysis } from "./analysis";

/**
 * Checks that feedback says only what was measured, for every coach. Returns one sentence for each violation; an empty
 * list means grounded. Every number written in a text must be in the analysis to the decimals it is written with
 * (its sign may be put in words, a variation may be written in percent), and every piece of evidence must match the
 * analysis exactly.
 */
export function checkGrounded(feedback: Feedback, analysis: CoachedAnalysis): string[] {
  const known = knownNumbers(analysis);
  const { focus, strengths, notes } = feedback;
  const texts = [
    ...(focus ? [focus.cue, focus.why, focus.drill] : []),
    ...[...strengths, ...notes].map(({ text }) => text),
  ];
  const evidence = [
    ...(focus?.evidence ?? []),
    ...[...strengths, ...notes].flatMap((remark) => remark.evidence),
  ];
  return [
    ...texts.flatMap((text) =>
      numbersIn(text)
        .filter((written) => !known.some((value) => isWrittenAs(value, written)))
        .map((written) => `"${written}" in "${text}" was not measured.`),
    ),
    ...evidence.flatMap((one) => checkEvidence(one, analysis)),
  ];
}

/** Numbers as written; a comma between digits is a decimal point. */
const numbersIn = (text: string): string[] =>
  [...text.matchAll(/\d+(?:[.,]\d+)?/g)].map(([written]) => written.replace(",", "."));

function isWrittenAs(value: number, written: string): boolean {
  const decimals = written.split(".")[1]?.length ?? 0;
  const unit = 10 ** -decimals;
  // Half of the last decimal either way, so that rounding 0.5 up or to even are both the same number.
  return Math.abs(Math.abs(value) - Number(written)) <= unit / 2 + 1e-9;
}

const shownNumbers = (table: Partial<Record<string, Measured>>): number[] =>
  Object.values(table).flatMap((measured) => (isShown(measured) ? [measured.value, measured.plusMinus] : []));

const timesOf = ({ startS, apexS, endS }: Turn): number[] => [startS, apexS, endS];

/** Every number a text may contain. */
function knownNumbers({ turns, summary, still, view, outcome }: CoachedAnalysis): number[] {
  const sides = (["left", "right"] as const).map((side) => turns.filter((turn) => turn.side === side).length);
  const variations = [...shownNumbers(summary.consistency), summary.rhythmCv].filter(
    (value) => value !== null,
  );
  return [
    turns.length,
    ...sides,
    ...turns.flatMap((turn) => [turn.index, ...timesOf(turn), ...shownNumbers(turn.metrics)]),
    ...(still ? shownNumbers(still.metrics) : []),
    ...shownNumbers(summary.symmetry),
    ...shownNumbers(summary.fade),
    ...variations,
    ...variations.map((value) => 100 * value),
    ...[summary.cadenceHz, view.offAxisDeg, outcome.atS].filter((value) => value !== null),
  ];
}

function checkEvidence(evidence: Evidence, analysis: CoachedAnalysis): string[] {
  const { turn: index, atS, metric, statistic, value } = evidence;
  const { turns, summary, still } = analysis;
  if (index === null) {
    const table = statistic === "value" ? (still?.metrics ?? {}) : summary[statistic];
    const measured = table[metric];
    const found = isShown(measured) && measured.value === value;
    const times = still ? [0] : turns.flatMap(timesOf);
    return [
      ...(found ? [] : [`The ${statistic} of ${metric} is not ${value}.`]),
      ...(times.includes(atS) ? [] : [`Nothing was measured at ${atS} s.`]),
    ];
  }
  const turn = turns.find((one) => one.index === index);
  if (!turn) return [`There is no turn ${index}.`];
  const measured = statistic === "value" ? turn.metrics[metric] : undefined;
  return [
    ...(isShown(measured) && measured.value === value ? [] : [`${metric} of turn ${index} is not ${value}.`]),
    ...(timesOf(turn).includes(atS) ? [] : [`${atS} s is not a time of turn ${index}.`]),
  ];
}
