import type { MeasureKey, ShownValue } from "@/lib/analyses/schema";
import { MEASURES } from "@/lib/analyses/schema/measures";
import { UNITS } from "@/lib/pose/units";

const fixed = (value: number, digits: number): string => {
  const text = value.toFixed(digits);
  // "-0.0" would show a direction that was not measured.
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace("-", "−");
};

/** Formats a value with the decimals and the unit of its measure: "41°", "0.82 s", "1.12". */
export function formatValue(key: MeasureKey, value: number): string {
  const { shownDecimals, suffix } = UNITS[MEASURES[key].unit];
  return fixed(value, shownDecimals) + suffix;
}

/** Formats a standard error, never as zero: "± 4". */
export function formatPlusMinus(key: MeasureKey, plusMinus: number): string {
  const digits = UNITS[MEASURES[key].unit].shownDecimals;
  const least = 10 ** -digits;
  return `± ${Math.max(plusMinus, least).toFixed(digits)}`;
}

/** Formats the standard error of a percentage, never as zero: "± 12". */
export const percentError = (percent: number): string => `± ${Math.max(1, Math.round(percent))}`;

/** Formats the difference of right and left turns in percent; `isDifference` when it exceeds its error. */
export function symmetryWords({ value, plusMinus }: ShownValue) {
  const percent = Math.round(Math.abs(value));
  const sign = percent === 0 ? "" : value > 0 ? "+" : "−";
  return {
    value: `${sign}${percent} %`,
    error: percentError(plusMinus),
    isDifference: percent > plusMinus,
  };
}

/** Explains the unit T. */
export const UNIT_NOTE = "T is the length of the skier's own torso, the unit of length within one clip.";
