"use client";

import { Modal } from "@mantine/core";
import { DetailsForm } from "@/components/run-details/DetailsForm";
import type { UpdateRun } from "@/lib/runs/schema";

interface UploadDetailsProps {
  initial: UpdateRun;
  /** Rejects with an ApiError. */
  onSave(details: UpdateRun): Promise<void>;
  onClose(): void;
}

/** A dialog for the details of one upload. */
export function UploadDetails({ initial, onSave, onClose }: UploadDetailsProps) {
  return (
    <Modal opened onClose={onClose} title="Details of this run">
      <DetailsForm
        initial={initial}
        onCancel={onClose}
        onSave={async (details) => {
          await onSave(details);
          onClose();
        }}
      />
    </Modal>
  );
}
