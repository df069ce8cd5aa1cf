/** A unit of a measure. `T` is the length of the skier's torso, the unit of length in one 2D clip. */
export type Unit = "deg" | "s" | "ratio" | "T" | "deg/s";

interface UnitSpec {
  decimals: number;
  shownDecimals: number;
  /** Appended to a shown value. */
  suffix: string;
}

export const UNITS: Record<Unit, UnitSpec> = {
  deg: { decimals: 1, shownDecimals: 0, suffix: "°" },
  s: { decimals: 2, shownDecimals: 2, suffix: " s" },
  ratio: { decimals: 2, shownDecimals: 2, suffix: "" },
  T: { decimals: 2, shownDecimals: 2, suffix: " T" },
  "deg/s": { decimals: 0, shownDecimals: 0, suffix: "°/s" },
};
