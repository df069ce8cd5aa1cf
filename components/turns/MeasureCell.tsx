"use client";

import { Popover, Text, UnstyledButton } from "@mantine/core";
import { isShown, MEASURES, type Measured, type MeasureKey, WITHHELD_REASONS } from "@/lib/analyses/schema";
import { formatPlusMinus, formatValue } from "./formatMeasure";
import classes from "./Measure.module.css";

interface MeasureCellProps {
  measure: MeasureKey;
  measured: Measured | undefined;
  align?: "left" | "right";
}

/** A value with its uncertainty, or a dash that says why there is none when it is tapped. */
export function MeasureCell({ measure, measured, align = "right" }: MeasureCellProps) {
  if (measured === undefined) return <span className={classes.none}>–</span>;
  if (isShown(measured))
    return (
      <span className={classes.shown} data-align={align}>
        <span className={classes.value}>{formatValue(measure, measured.value)}</span>
        <span className={classes.error}>{formatPlusMinus(measure, measured.plusMinus)}</span>
      </span>
    );
  const reason = WITHHELD_REASONS[measured.withheld];
  return (
    <Popover withArrow shadow="md" width={220}>
      <Popover.Target>
        <UnstyledButton
          className={classes.withheld}
          aria-label={`${MEASURES[measure].label}: not shown. ${reason}.`}
        >
          —
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{reason}.</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
