"use client";

import { Progress, Text, Title } from "@mantine/core";
import type { AnalysisStatus } from "@/lib/analyses/schema";
import { STAGES } from "@/lib/analyses/schema/stages";
import { Notice } from "../ui/Notice";
import classes from "./Run.module.css";

interface AnalysisProgressProps {
  status: AnalysisStatus;
  posterSrc: string | null;
  /** Smaller, above the result of an earlier analysis. */
  compact: boolean;
  /** Whether the last poll failed. */
  stale: boolean;
}

/** The progress of an analysis: its stage in words and percent. */
export function AnalysisProgress({ status, posterSrc, compact, stale }: AnalysisProgressProps) {
  const { label } = STAGES[status.stage];
  const words = status.attempt > 1 ? `${label} (try ${status.attempt})` : label;
  // No animated stripes: repainting 60 times a second drains phones and slows a worker on the same laptop.
  const bar = (
    <>
      <div className={classes.progressHead}>
        <span aria-live="polite">{words}</span>
        <span className={classes.percent}>{Math.round(status.percent)} %</span>
      </div>
      <Progress value={status.percent} size={14} striped={status.state === "running"} aria-label="Analysis" />
    </>
  );
  if (compact)
    return (
      <Notice tone="busy" title="Analysing again">
        <Text mb="sm">What you see is the earlier result. The new one replaces it when it is ready.</Text>
        {bar}
      </Notice>
    );
  return (
    <section className={classes.working} aria-label="Analysis in progress">
      {posterSrc && (
        <div className={classes.workingPoster}>
          {/* biome-ignore lint/performance/noImgElement: a signed URL cannot be resized or cached */}
          <img src={posterSrc} alt="" />
        </div>
      )}
      <div className={classes.workingText}>
        <Title order={2}>{status.state === "queued" ? "In the queue" : "Analysing the run"}</Title>
        <div>{bar}</div>
        <Text c="dimmed">
          {stale
            ? "No connection at the moment. The analysis continues."
            : "You can leave this page. The result is kept, and the library shows when it is ready."}
        </Text>
      </div>
    </section>
  );
}
