"use client";

import { Progress } from "@mantine/core";
import { IconMountain, IconPhoto } from "@tabler/icons-react";
import Link from "next/link";
import type { Run } from "@/lib/runs/schema";
import { DISCIPLINES } from "@/lib/runs/schema/choices";
import { formatCount, formatLength } from "../ui/format";
import classes from "./RunCard.module.css";
import { RunDate } from "./RunDate";
import { fileSrc } from "./runFiles";
import { StateBadge } from "./StateBadge";
import { useFreshRun } from "./useFreshRun";

interface RunCardProps {
  run: Run;
  /** Whether this tab uploads it. */
  uploadsHere: boolean;
  onOpenUploads(): void;
}

/** One run of the library: poster, details and state. */
export function RunCard({ run: initial, uploadsHere, onOpenUploads }: RunCardProps) {
  const { ref, run } = useFreshRun(initial);
  const facts = [run.racer?.name, run.discipline && DISCIPLINES[run.discipline], run.place].filter(Boolean);
  const content = (
    <>
      <div className={classes.poster}>
        {run.hasPoster ? (
          // biome-ignore lint/performance/noImgElement: a signed URL cannot be resized or cached
          <img src={fileSrc(run.id, "poster.jpg", run.state)} alt="" loading="lazy" />
        ) : (
          <IconMountain size={44} stroke={1.4} aria-hidden className={classes.noPoster} />
        )}
        {run.durationS !== null && run.kind === "video" && (
          <span className={classes.length}>{formatLength(run.durationS)}</span>
        )}
        {run.kind === "photo" && (
          <span className={classes.length}>
            <IconPhoto size={16} aria-hidden /> Photo
          </span>
        )}
        {run.state === "running" && (
          <Progress
            className={classes.progress}
            value={run.percent ?? 0}
            size={6}
            radius={0}
            aria-label={`Analysis of ${run.title}`}
          />
        )}
      </div>
      <div className={classes.text}>
        <div className={classes.top}>
          <StateBadge
            state={run.state}
            percent={run.percent}
            label={run.state === "uploading" && !uploadsHere ? "Upload not finished" : undefined}
          />
          {run.turnCount !== null && run.turnCount > 0 && (
            <span className={classes.turns}>{formatCount(run.turnCount, "turn")}</span>
          )}
        </div>
        <h2 className={classes.title}>{run.title}</h2>
        {facts.length > 0 && <p className={classes.facts}>{facts.join(" · ")}</p>}
        {run.state === "failed" && run.failureMessage && (
          <p className={classes.failure}>{run.failureMessage}</p>
        )}
        <p className={classes.facts}>
          <RunDate run={run} />
        </p>
      </div>
    </>
  );
  return (
    <li ref={ref} className={classes.item}>
      {run.state === "uploading" ? (
        <button type="button" className={classes.card} onClick={onOpenUploads}>
          {content}
        </button>
      ) : (
        <Link href={`/runs/${run.id}`} className={classes.card}>
          {content}
        </Link>
      )}
    </li>
  );
}
