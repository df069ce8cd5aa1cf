"use client";

import { Popover, Text, UnstyledButton } from "@mantine/core";
import type { WithheldReason } from "@/lib/analyses/schema";
import { WITHHELD_REASONS } from "@/lib/analyses/schema/withheld-reasons";
import classes from "./Measure.module.css";

/** A dash in place of a value; a tap says why there is none. `what` names the value for a screen reader. */
export function WithheldDash({ what, reason }: { what: string; reason: WithheldReason }) {
  const words = WITHHELD_REASONS[reason];
  return (
    <Popover withArrow shadow="md" width={220}>
      <Popover.Target>
        <UnstyledButton className={classes.withheld} aria-label={`${what}: not shown. ${words}.`}>
          —
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{words}.</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
