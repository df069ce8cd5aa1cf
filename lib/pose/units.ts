/** A unit of a measure. `T` is the length of the skier's torso, the unit of length in one 2D clip. */
export type Unit = "deg" | "s" | "ratio" | "T" | "deg/s";

interface UnitSpec {
  decimals: number;
  shownDecimals: number;
  /** Appended to a shown value. */
  suffix: string;
  /** Appended to a value in a sentence. */
  words: string;
}

export const UNITS: Record<Unit, UnitSpec> = {
  deg: { decimals: 1, shownDecimals: 0, suffix: "°", words: " degrees" },
  s: { decimals: 2, shownDecimals: 2, suffix: " s", words: " s" },
  ratio: { decimals: 2, shownDecimals: 2, suffix: "", words: "" },
  T: { decimals: 2, shownDecimals: 2, suffix: " T", words: " torso lengths" },
  "deg/s": { decimals: 0, shownDecimals: 0, suffix: "°/s", words: " degrees a second" },
};
