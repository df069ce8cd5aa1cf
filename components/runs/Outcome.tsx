"use client";

import { Button } from "@mantine/core";
import { IconHandFinger, IconInfoCircle, IconPlayerPlayFilled } from "@tabler/icons-react";
import type { Outcome as OutcomeData } from "@/lib/analyses/schema";
import { formatClock } from "../ui/format";
import { Notice } from "../ui/Notice";

interface OutcomeProps {
  outcome: OutcomeData;
  onJump(atS: number): void;
  onTap(): void;
}

/** A notice about a clip that could not be measured completely; nothing otherwise. */
export function Outcome({ outcome, onJump, onTap }: OutcomeProps) {
  const { code, message, nextStep, atS } = outcome;
  if (code === "measured" || code === "photo") return null;
  return (
    <Notice
      tone="busy"
      icon={<IconInfoCircle size={28} />}
      title={message}
      actions={
        <>
          {atS !== null && (
            <Button
              variant="default"
              leftSection={<IconPlayerPlayFilled size={18} />}
              onClick={() => onJump(atS)}
            >
              Show {formatClock(atS)}
            </Button>
          )}
          {code === "noTurns" && (
            <Button variant="default" leftSection={<IconHandFinger size={20} />} onClick={onTap}>
              Tap the right skier
            </Button>
          )}
        </>
      }
    >
      {nextStep}
    </Notice>
  );
}
