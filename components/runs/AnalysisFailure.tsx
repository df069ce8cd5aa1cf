"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconHandFinger, IconRefresh, IconTrash } from "@tabler/icons-react";
import type { Failure, FailureCode } from "@/lib/analyses/schema";
import { Notice } from "../ui/Notice";

interface AnalysisFailureProps {
  failure: Failure;
  /** Whether an earlier result is shown below. */
  keepsResult: boolean;
  busy: boolean;
  onTap(): void;
  onRetry(): void;
  onDelete(): void;
}

const BY_TAP: readonly FailureCode[] = ["nobody", "nobodyThere"];
/** Failures that do not depend on the file alone. */
const BY_RETRY: readonly FailureCode[] = ["interrupted", "unavailable", "nobody", "nobodyThere"];

/** A failure, the next step, and the buttons for it. */
export function AnalysisFailure(props: AnalysisFailureProps) {
  const { failure, keepsResult, busy, onTap, onRetry, onDelete } = props;
  const canTap = BY_TAP.includes(failure.code);
  return (
    <Notice
      tone="bad"
      icon={<IconAlertTriangle size={28} />}
      title={failure.message}
      actions={
        <>
          {canTap && (
            <Button leftSection={<IconHandFinger size={20} />} onClick={onTap}>
              Tap the skier
            </Button>
          )}
          {BY_RETRY.includes(failure.code) && (
            <Button
              variant={canTap ? "default" : "filled"}
              leftSection={<IconRefresh size={20} />}
              onClick={onRetry}
              loading={busy}
            >
              Analyse again
            </Button>
          )}
          <Button variant="default" leftSection={<IconTrash size={20} />} onClick={onDelete}>
            Delete this run
          </Button>
        </>
      }
    >
      {failure.nextStep}
      {keepsResult && " The earlier result below is unchanged."}
    </Notice>
  );
}
