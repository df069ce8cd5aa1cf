"use client";

import { IconPlayerPlayFilled } from "@tabler/icons-react";
import type { Evidence, TurnSide } from "@/lib/analyses/schema";
import { MEASURES } from "@/lib/analyses/schema/measures";
import { SideMark } from "../turns/SideMark";
import { evidenceWords } from "./evidenceWords";
import classes from "./Feedback.module.css";

interface EvidenceChipProps {
  evidence: Evidence;
  side: TurnSide | null;
  /** Absent for a photo, where there is no moment to go to. */
  onJump?: (atS: number) => void;
}

/** Shows one measured fact; a tap jumps to its moment. */
export function EvidenceChip({ evidence, side, onJump }: EvidenceChipProps) {
  const { label } = MEASURES[evidence.measure];
  const { value, of } = evidenceWords(evidence);
  const words = (
    <>
      {evidence.turn !== null && <SideMark side={side} size="sm" />}
      <span className={classes.chipText}>
        {evidence.turn === null ? label : `Turn ${evidence.turn}: ${label.toLowerCase()}`}{" "}
        <strong>{value}</strong>
        {of && ` ${of}`}
      </span>
    </>
  );
  // A value of an earlier run has no moment in this clip.
  if (!onJump || evidence.statistic === "earlier") return <span className={classes.chip}>{words}</span>;
  return (
    <button type="button" className={classes.chip} onClick={() => onJump(evidence.atS)}>
      {words}
      <IconPlayerPlayFilled size={13} aria-hidden className={classes.chipIcon} />
      <span className={classes.hidden}>. Show the moment.</span>
    </button>
  );
}
