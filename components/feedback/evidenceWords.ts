import { type Evidence, isShown, type MeasureKey, type Summary } from "@/lib/analyses/schema";
import { formatValue } from "../turns/formatMeasure";

export interface EvidenceWords {
  value: string;
  /** What the number compares, where it is about the whole run; empty for a measure of one moment. */
  of: string;
}

const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text);

/**
 * The number of an evidence in its own unit: a difference of sides and a spread are percentages whatever the measure
 * is counted in, a fade is in the measure's unit.
 */
export function evidenceWords(evidence: Evidence, summary: Summary): EvidenceWords {
  const { metric, value, turn } = evidence;
  const says = (facts: Partial<Record<MeasureKey, Summary["fade"][MeasureKey]>>) => {
    const fact = facts[metric];
    return turn === null && isShown(fact) && fact.value === value;
  };
  if (says(summary.symmetry))
    return { value: signed(value, `${value.toFixed(0).replace("-", "−")} %`), of: "right against left" };
  if (says(summary.fade))
    return { value: signed(value, formatValue(metric, value)), of: "end against start" };
  if (says(summary.consistency))
    return { value: `${(100 * value).toFixed(0)} %`, of: "spread between turns" };
  return { value: formatValue(metric, value), of: "" };
}
