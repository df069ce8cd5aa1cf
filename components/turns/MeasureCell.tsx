"use client";

import type { Measured, MeasureKey } from "@/lib/analyses/schema";
import { isShown } from "@/lib/analyses/schema/is-shown";
import { MEASURES } from "@/lib/analyses/schema/measures";
import { formatPlusMinus, formatValue } from "./formatMeasure";
import classes from "./Measure.module.css";
import { WithheldDash } from "./WithheldDash";

interface MeasureCellProps {
  measure: MeasureKey;
  measured: Measured | undefined;
  align?: "left" | "right";
}

/** A value with its standard error, or a dash with the reason. */
export function MeasureCell({ measure, measured, align = "right" }: MeasureCellProps) {
  if (measured === undefined) return <span className={classes.none}>–</span>;
  if (isShown(measured))
    return (
      <span className={classes.shown} data-align={align}>
        <span className={classes.value}>{formatValue(measure, measured.value)}</span>
        <span className={classes.error}>{formatPlusMinus(measure, measured.plusMinus)}</span>
      </span>
    );
  return <WithheldDash what={MEASURES[measure].label} reason={measured.withheld} />;
}
