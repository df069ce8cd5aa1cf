"use client";

import { Progress, Text, Title } from "@mantine/core";
import type { AnalysisStatus } from "@/lib/analyses/schema";
import { STAGES } from "@/lib/analyses/schema/stages";
import { Notice } from "../ui/Notice";
import classes from "./Run.module.css";

interface AnalysisProgressProps {
  status: AnalysisStatus;
  posterSrc: string | null;
  /** Smaller, over a result of an earlier analysis that stays readable. */
  compact: boolean;
  /** The last question was not answered; the work goes on all the same. */
  stale: boolean;
}

/** How far the analysis is: a stage in words, percent, and that the page may be left. */
export function AnalysisProgress({ status, posterSrc, compact, stale }: AnalysisProgressProps) {
  const { label } = STAGES[status.stage];
  const words = status.attempt > 1 ? `${label} (try ${status.attempt})` : label;
  // The stripes stand still: moving ones are painted sixty times a second, on a phone's battery and on a laptop beside the worker.
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
          {/* biome-ignore lint/performance/noImgElement: the address is signed and short-lived, so nothing may resize or cache it */}
          <img src={posterSrc} alt="" />
        </div>
      )}
      <div className={classes.workingText}>
        <Title order={2}>{status.state === "queued" ? "In the queue" : "Reading the run"}</Title>
        <div>{bar}</div>
        <Text c="dimmed">
          {stale
            ? "No connection just now; the analysis goes on without you."
            : "You can leave this page. The result is kept, and the library shows when it is ready."}
        </Text>
      </div>
    </section>
  );
}
