"use client";

import { Text } from "@mantine/core";
import type { WithheldReason } from "@/lib/analyses/schema";
import { WITHHELD_REASONS } from "@/lib/analyses/schema/withheld-reasons";
import { Explained } from "../ui/Explained";
import classes from "./Measure.module.css";

/** A dash in place of a value; a tap shows the reason. `what` names the value for a screen reader. */
export function WithheldDash({ what, reason }: { what: string; reason: WithheldReason }) {
  const words = WITHHELD_REASONS[reason];
  return (
    <Explained
      label="—"
      width={220}
      className={classes.withheld}
      aria-label={`${what}: not shown. ${words}.`}
    >
      <Text size="sm">{words}.</Text>
    </Explained>
  );
}
