"use client";

import { Text } from "@mantine/core";
import type { MeasureKey } from "@/lib/analyses/schema";
import { MEASURES } from "@/lib/analyses/schema/measures";
import { Explained } from "../ui/Explained";
import classes from "./Measure.module.css";

/** The name of a measure; a tap shows its definition. */
export function MeasureName({ measure }: { measure: MeasureKey }) {
  const { label, definition, unit } = MEASURES[measure];
  return (
    <Explained label={label} width={260} className={classes.name}>
      <Text size="sm">{definition}</Text>
      {unit === "T" && (
        <Text size="sm" c="dimmed" mt={4}>
          In torso lengths (T).
        </Text>
      )}
    </Explained>
  );
}
