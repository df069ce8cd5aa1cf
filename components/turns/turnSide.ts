import type { TurnSide } from "@/lib/analyses/schema";

export interface SideLook {
  word: string;
  letter: string;
  /** CSS custom properties of the theme. */
  colour: string;
  soft: string;
  lane: "up" | "down" | "middle";
}

/**
 * How a turn to each side looks wherever it is shown: a letter and a place (left above the line, right below it),
 * and only then a colour.
 */
const LOOKS: Record<TurnSide | "unknown", SideLook> = {
  left: { word: "Left", letter: "L", colour: "var(--sr-left)", soft: "var(--sr-left-soft)", lane: "up" },
  right: {
    word: "Right",
    letter: "R",
    colour: "var(--sr-right)",
    soft: "var(--sr-right-soft)",
    lane: "down",
  },
  unknown: {
    word: "Side not seen",
    letter: "–",
    colour: "var(--sr-neutral)",
    soft: "var(--sr-sunken)",
    lane: "middle",
  },
};

/** The look of a turn's side; null is a side that could not be seen. */
export const sideLook = (side: TurnSide | null): SideLook => LOOKS[side ?? "unknown"];
