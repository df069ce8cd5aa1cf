"use client";

import { Modal } from "@mantine/core";
import { DetailsForm } from "@/components/run-details/DetailsForm";
import type { SubjectHint } from "@/lib/analyses/schema";
import type { Run } from "@/lib/runs/schema";
import { ConfirmDialog } from "../ui/ConfirmDialog";
import { TapSkier } from "./TapSkier";
import type { useRunActions } from "./useRunActions";

export type RunDialogName = "edit" | "tap" | "delete" | "analyze";

interface RunDialogsProps {
  run: Run;
  actions: ReturnType<typeof useRunActions>;
  opened: RunDialogName | null;
  videoSrc: string;
  pictureSrc: string | null;
  /** The time in the clip that the picture shows. */
  pictureAtS: number;
  onClose(): void;
}

/** The dialogs of the page of a run, loaded when the first one is opened. */
export function RunDialogs(props: RunDialogsProps) {
  const { run, actions, opened, videoSrc, pictureSrc, pictureAtS, onClose } = props;
  const analyze = async (subject: SubjectHint) => {
    if (await actions.analyze(subject)) onClose();
  };
  return (
    <>
      <Modal opened={opened === "edit"} onClose={onClose} title="Edit details">
        <DetailsForm
          initial={{ ...run, racerId: run.racer?.id ?? null }}
          onCancel={onClose}
          onSave={async (details) => {
            await actions.save(details);
            onClose();
          }}
        />
      </Modal>
      <ConfirmDialog
        opened={opened === "delete"}
        title="Delete this run?"
        text="The clip, its analysis and all pictures made from it are deleted for good."
        confirm="Delete"
        cancel="Keep it"
        destructive
        onConfirm={() => void actions.remove()}
        onClose={onClose}
      />
      <ConfirmDialog
        opened={opened === "analyze"}
        title="Analyse again?"
        text="The result you see stays until the new one is ready."
        confirm="Analyse again"
        cancel="Cancel"
        onConfirm={() => void actions.analyze()}
        onClose={onClose}
      />
      <TapSkier
        opened={opened === "tap"}
        kind={run.kind}
        videoSrc={videoSrc}
        pictureSrc={pictureSrc}
        pictureAtS={pictureAtS}
        busy={actions.busy}
        onClose={onClose}
        onChosen={(subject) => void analyze(subject)}
      />
    </>
  );
}
