"use client";

import type { Measured, MeasureKey } from "@/lib/analyses/schema";
import { isShown } from "@/lib/analyses/schema/is-shown";
import { MEASURES } from "@/lib/analyses/schema/measures";
import { symmetryWords } from "./formatMeasure";
import classes from "./Measure.module.css";
import { WithheldDash } from "./WithheldDash";

interface SymmetryCellProps {
  measure: MeasureKey;
  measured: Measured | undefined;
}

/** The difference of right and left turns with its error, and a note when it does not exceed that error. */
export function SymmetryCell({ measure, measured }: SymmetryCellProps) {
  if (measured === undefined) return <span className={classes.none}>–</span>;
  if (!isShown(measured))
    return (
      <WithheldDash what={`${MEASURES[measure].label}, right against left`} reason={measured.withheld} />
    );
  const { value, error, isDifference } = symmetryWords(measured);
  return (
    <>
      <span className={classes.shown} data-align="right">
        <span className={isDifference ? classes.value : classes.none}>{value}</span>
        <span className={classes.error}>{error}</span>
      </span>
      {!isDifference && <span className={classes.note}>no clear difference</span>}
    </>
  );
}
