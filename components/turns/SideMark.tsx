import type { TurnSide } from "@/lib/analyses/schema";
import classes from "./SideMark.module.css";
import { sideLook } from "./turnSide";

/** The letter of a side on its colour. */
export function SideMark({ side, size = "md" }: { side: TurnSide | null; size?: "sm" | "md" }) {
  const look = sideLook(side);
  return (
    <span
      className={classes.mark}
      data-size={size}
      style={{ background: look.color }}
      role="img"
      aria-label={look.word}
      title={look.word}
    >
      {look.letter}
    </span>
  );
}
