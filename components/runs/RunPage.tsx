"use client";

import { Button, Text } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { AnalysisStatus, AnalysisView } from "@/lib/analyses/schema";
import type { Run } from "@/lib/runs/schema";
import { loadWithRetry } from "../ui/loadWithRetry";
import { Notice } from "../ui/Notice";
import { AnalysisFailure } from "./AnalysisFailure";
import { AnalysisProgress } from "./AnalysisProgress";
import { PhotoResult } from "./PhotoResult";
import classes from "./Run.module.css";
import type { RunDialogName } from "./RunDialogs";
import { RunHeader } from "./RunHeader";
import { fileSrc, versionOf } from "./runFiles";
import { isActive, useAnalysisStatus } from "./useAnalysisStatus";
import { useRunActions } from "./useRunActions";
import { VideoResult } from "./VideoResult";

const RunDialogs = lazy(() =>
  loadWithRetry(() => import("./RunDialogs")).then((module) => ({ default: module.RunDialogs })),
);

/** The poster may change during an analysis; its time in the URL makes the picture match `atS`. */
function posterOf(run: Run, version: string, status: AnalysisStatus | null) {
  const atS = status?.posterAtS ?? 0;
  const exists = status?.artifacts.includes("poster.jpg") || run.hasPoster;
  return { atS, src: exists ? fileSrc(run.id, "poster.jpg", `${version}-${atS}`) : null };
}

interface RunPageProps {
  run: Run;
  /** The newest analysis, with the newest result; null while the file is being uploaded. */
  analysis: AnalysisView | null;
  /** Shown while there is no analysis. */
  uploadNotice: ReactNode;
}

/** The page of one run: the progress of its analysis or why it failed, and the result. */
export function RunPage({ run, analysis, uploadNotice }: RunPageProps) {
  const { status, error, mutate } = useAnalysisStatus(run.id, analysis);
  const actions = useRunActions(run, () => void mutate());
  const [dialog, setDialog] = useState<RunDialogName | null>(null);
  const [dialogsRequested, setDialogsRequested] = useState(false);
  const open = (name: RunDialogName) => {
    setDialog(name);
    setDialogsRequested(true);
  };

  const result = analysis?.result ?? null;
  const artifacts = analysis?.artifacts ?? [];
  const version = analysis ? versionOf(analysis) : "";
  const file = (name: string) => fileSrc(run.id, name, version);
  const poster = posterOf(run, version, status);
  const openTap = () => open("tap");
  const Result = result?.media.kind === "photo" ? PhotoResult : VideoResult;

  return (
    <article className={classes.run}>
      <RunHeader
        run={run}
        onEdit={() => open("edit")}
        onAnalyzeAgain={() => open("analyze")}
        onTap={openTap}
        onForgetTap={status?.subject ? () => void actions.analyze(null) : undefined}
        onDelete={() => open("delete")}
      />
      {status === null && uploadNotice}
      {status && isActive(status) && (
        <AnalysisProgress
          status={status}
          posterSrc={poster.src}
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
          onRetry={() => void actions.analyze()}
          onDelete={() => open("delete")}
        />
      )}
      {status?.state === "succeeded" && analysis?.state === "succeeded" && result === null && (
        <Notice title="This run was measured by an earlier version">
          <Text>Analyse it again to see its turns.</Text>
          <Button mt="sm" loading={actions.busy} onClick={() => void actions.analyze()}>
            Analyse again
          </Button>
        </Notice>
      )}
      {result && (
        <Result key={version} run={run} result={result} artifacts={artifacts} file={file} onTap={openTap} />
      )}

      {dialogsRequested && (
        <Suspense>
          <RunDialogs
            run={run}
            actions={actions}
            opened={dialog}
            videoSrc={artifacts.includes("playback.mp4") ? file("playback.mp4") : file("original")}
            pictureSrc={run.kind === "photo" ? file("original") : poster.src}
            pictureAtS={poster.atS}
            onClose={() => setDialog(null)}
          />
        </Suspense>
      )}
    </article>
  );
}
