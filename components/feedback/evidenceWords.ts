import type { Evidence, Statistic } from "@/lib/analyses/schema";
import { formatValue } from "../turns/formatMeasure";

export interface EvidenceWords {
  value: string;
  /** The comparison that the number makes; empty for a measure of one moment. */
  of: string;
}

const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text);

const WORDS: Record<Statistic, (evidence: Evidence) => EvidenceWords> = {
  value: ({ measure, value }) => ({ value: formatValue(measure, value), of: "" }),
  symmetry: ({ value }) => ({
    value: signed(value, `${value.toFixed(0).replace("-", "−")} %`),
    of: "right against left",
  }),
  consistency: ({ value }) => ({ value: `${(100 * value).toFixed(0)} %`, of: "spread between turns" }),
  fade: ({ measure, value }) => ({
    value: signed(value, formatValue(measure, value)),
    of: "end against start",
  }),
  earlier: ({ measure, value }) => ({ value: formatValue(measure, value), of: "in an earlier run" }),
};

/**
 * Formats the value of an evidence: symmetry and consistency in percent, the others in the unit of the
 * measure.
 */
export const evidenceWords = (evidence: Evidence): EvidenceWords => WORDS[evidence.statistic](evidence);
