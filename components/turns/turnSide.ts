import type { TurnSide } from "@/lib/analyses/schema";

export interface SideLook {
  word: string;
  letter: string;
  /** CSS custom properties of the theme. */
  color: string;
  soft: string;
  lane: "up" | "down" | "middle";
}

/** A side has a letter and a lane besides its colour, because some people cannot tell the colours apart. */
const LOOKS: Record<TurnSide | "unknown", SideLook> = {
  left: { word: "Left", letter: "L", color: "var(--sr-left)", soft: "var(--sr-left-soft)", lane: "up" },
  right: {
    word: "Right",
    letter: "R",
    color: "var(--sr-right)",
    soft: "var(--sr-right-soft)",
    lane: "down",
  },
  unknown: {
    word: "Side not seen",
    letter: "–",
    color: "var(--sr-neutral)",
    soft: "var(--sr-sunken)",
    lane: "middle",
  },
};

/** Returns how a side is shown; null is a side that could not be seen. */
export const sideLook = (side: TurnSide | null): SideLook => LOOKS[side ?? "unknown"];
