"use client";

import { Popover, Text, UnstyledButton } from "@mantine/core";
import type { MeasureKey } from "@/lib/analyses/schema";
import { MEASURES } from "@/lib/analyses/schema/measures";
import classes from "./Measure.module.css";

/** The name of a measure; a tap says how it is defined. */
export function MeasureName({ measure }: { measure: MeasureKey }) {
  const { label, definition, unit } = MEASURES[measure];
  return (
    <Popover withArrow shadow="md" width={260}>
      <Popover.Target>
        <UnstyledButton className={classes.name}>{label}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{definition}</Text>
        {unit === "T" && (
          <Text size="sm" c="dimmed" mt={4}>
            In torso lengths (T).
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
