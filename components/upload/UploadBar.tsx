"use client";

import { Progress, UnstyledButton } from "@mantine/core";
import { IconChevronUp } from "@tabler/icons-react";
import { formatCount, formatLeft } from "../ui/format";
import classes from "./Upload.module.css";
import { useUploader, useUploads } from "./UploadProvider";
import type { UploadTotals } from "./uploadItem";

function statusText(totals: UploadTotals, waiting: number, bytesPerS: number, online: boolean): string {
  if (totals.active > 0) {
    const text = `Uploading ${formatCount(totals.active, "file")}`;
    if (!online) return `${text}: waiting for a connection`;
    return bytesPerS > 0 ? `${text} · ${formatLeft(totals.bytesLeft / bytesPerS)}` : text;
  }
  if (waiting > 0) return `${formatCount(waiting, "file")} waiting for a connection`;
  if (totals.failed > 0) return `${formatCount(totals.failed, "upload")} stopped. Tap to try again.`;
  return `${formatCount(totals.paused, "upload")} paused`;
}

/** A line at the foot of every page while there are unfinished uploads. */
export function UploadBar() {
  const { open, opened } = useUploader();
  const { items, totals, checks, bytesPerS } = useUploads();
  const waiting = checks.waiting ? checks.checking.length : 0;
  if (opened || totals.active + totals.paused + totals.failed + waiting === 0) return null;
  const online = !items.some((item) => item.status === "offline");
  return (
    <UnstyledButton className={classes.bar} onClick={open} aria-label="Show the uploads">
      <span className={classes.barWords}>
        <span>{statusText(totals, waiting, bytesPerS, online)}</span>
        <span className={classes.barPercent}>
          {totals.percent} % <IconChevronUp size={18} aria-hidden />
        </span>
      </span>
      <Progress value={totals.percent} size={6} aria-label="All uploads" />
    </UnstyledButton>
  );
}
