"use client";

import { Button, Modal, Text } from "@mantine/core";
import { useState } from "react";
import { DetailsForm } from "@/components/run-details/DetailsForm";
import type { AnalysisView } from "@/lib/analyses/schema";
import type { Run } from "@/lib/runs/schema";
import { ConfirmDialog } from "../ui/ConfirmDialog";
import { Notice } from "../ui/Notice";
import { AnalysisFailure } from "./AnalysisFailure";
import { AnalysisProgress } from "./AnalysisProgress";
import { PhotoResult } from "./PhotoResult";
import classes from "./Run.module.css";
import { RunHeader } from "./RunHeader";
import { fileSrc, versionOf } from "./runFiles";
import { TapSkier } from "./TapSkier";
import { UploadingNotice } from "./UploadingNotice";
import { isActive, useAnalysisStatus } from "./useAnalysisStatus";
import { useRunActions } from "./useRunActions";
import { VideoResult } from "./VideoResult";

interface RunPageProps {
  run: Run;
  /** The newest analysis, with the result of the newest that worked; null while the file is still coming. */
  analysis: AnalysisView | null;
}

/** One run: how far its analysis is, or why it failed, and what was found. */
export function RunPage({ run, analysis }: RunPageProps) {
  const { status, error, mutate } = useAnalysisStatus(run.id, analysis);
  const actions = useRunActions(run, () => void mutate());
  const [dialog, setDialog] = useState<"edit" | "tap" | "delete" | "analyze" | null>(null);
  const close = () => setDialog(null);

  const result = analysis?.result ?? null;
  const artifacts = analysis?.artifacts ?? [];
  const version = analysis ? versionOf(analysis) : "";
  const file = (name: string) => fileSrc(run.id, name, version);
  // Polled, because the poster comes early in an analysis; by its moment, so that the picture is that of `posterAtS`.
  const posterAtS = status?.posterAtS ?? 0;
  const hasPoster = status?.artifacts.includes("poster.jpg") || run.hasPoster;
  const posterSrc = hasPoster ? fileSrc(run.id, "poster.jpg", `${version}-${posterAtS}`) : null;
  const openTap = () => setDialog("tap");
  const Result = result?.media.kind === "photo" ? PhotoResult : VideoResult;

  return (
    <article className={classes.run}>
      <RunHeader
        run={run}
        onEdit={() => setDialog("edit")}
        onAnalyseAgain={() => setDialog("analyze")}
        onTap={openTap}
        onForgetTap={status?.subject ? () => void actions.analyse(null) : undefined}
        onDelete={() => setDialog("delete")}
      />
      {status === null && <UploadingNotice runId={run.id} />}
      {status && isActive(status) && (
        <AnalysisProgress
          status={status}
          posterSrc={posterSrc}
          compact={result !== null}
          stale={error !== undefined}
        />
      )}
      {status?.state === "failed" && status.failure && (
        <AnalysisFailure
          failure={status.failure}
          keepsResult={result !== null}
          busy={actions.busy}
          onTap={openTap}
          onRetry={() => void actions.analyse()}
          onDelete={() => setDialog("delete")}
        />
      )}
      {status?.state === "succeeded" && analysis?.state === "succeeded" && result === null && (
        <Notice title="This run was measured by an earlier version">
          <Text>Analyse it again to see its turns.</Text>
          <Button mt="sm" loading={actions.busy} onClick={() => void actions.analyse()}>
            Analyse again
          </Button>
        </Notice>
      )}
      {result && (
        <Result key={version} run={run} result={result} artifacts={artifacts} file={file} onTap={openTap} />
      )}

      <Modal opened={dialog === "edit"} onClose={close} title="Edit details">
        <DetailsForm
          initial={{ ...run, racerId: run.racer?.id ?? null }}
          onCancel={close}
          onSave={async (details) => {
            await actions.save(details);
            close();
          }}
        />
      </Modal>
      <ConfirmDialog
        opened={dialog === "delete"}
        title="Delete this run?"
        text="The clip, its analysis and all pictures made from it go for good."
        confirm="Delete"
        cancel="Keep it"
        destructive
        onConfirm={() => void actions.remove()}
        onClose={close}
      />
      <ConfirmDialog
        opened={dialog === "analyze"}
        title="Analyse again?"
        text="The result you see stays until the new one is ready."
        confirm="Analyse again"
        cancel="Cancel"
        onConfirm={() => void actions.analyse()}
        onClose={close}
      />
      <TapSkier
        opened={dialog === "tap"}
        kind={run.kind}
        videoSrc={artifacts.includes("playback.mp4") ? file("playback.mp4") : file("original")}
        pictureSrc={run.kind === "photo" ? file("original") : posterSrc}
        pictureAtS={posterAtS}
        busy={actions.busy}
        onClose={close}
        onChosen={async (subject) => {
          if (await actions.analyse(subject)) close();
        }}
      />
    </article>
  );
}
