"use client";

import { ActionIcon, Progress, Text } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconPencil,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRefresh,
  IconX,
} from "@tabler/icons-react";
import Link from "next/link";
import classes from "./Upload.module.css";
import { sentWords, UPLOAD_WORDS, type UploadItem, type UploadStatus } from "./uploadItem";

interface UploadLineProps {
  item: UploadItem;
  onPauseOrResume(): void;
  onRetry(): void;
  onCancel(): void;
  onEdit(): void;
  onOpen(): void;
}

const PAUSABLE: readonly UploadStatus[] = ["queued", "uploading", "retrying", "offline", "paused"];

/** One upload of the panel with its actions. */
export function UploadLine({ item, onPauseOrResume, onRetry, onCancel, onEdit, onOpen }: UploadLineProps) {
  const { status } = item;
  const paused = status === "paused";
  return (
    <li className={classes.line} data-status={status}>
      <div className={classes.lineText}>
        <Text fw={650} lineClamp={2} title={item.name}>
          {item.name}
        </Text>
        <Text size="sm" c="dimmed" className={classes.numbers}>
          {status === "done" && <IconCheck size={16} aria-hidden className={classes.good} />}
          {status === "failed" && <IconAlertTriangle size={16} aria-hidden className={classes.bad} />}
          {UPLOAD_WORDS[status]}
          {status !== "done" && ` · ${sentWords(item)}`}
        </Text>
        {status === "failed" && item.message && (
          <Text size="sm" className={classes.bad} role="alert">
            {item.message}
          </Text>
        )}
        {status === "done" && item.runId && (
          <Link href={`/runs/${item.runId}`} onClick={onOpen} className={classes.open}>
            Open the run
          </Link>
        )}
      </div>
      <div className={classes.lineActions}>
        <ActionIcon onClick={onEdit} aria-label={`Details of ${item.name}`}>
          <IconPencil size={22} />
        </ActionIcon>
        {PAUSABLE.includes(status) && (
          <ActionIcon onClick={onPauseOrResume} aria-label={`${paused ? "Resume" : "Pause"} ${item.name}`}>
            {paused ? <IconPlayerPlayFilled size={20} /> : <IconPlayerPauseFilled size={20} />}
          </ActionIcon>
        )}
        {status === "failed" && (
          <ActionIcon onClick={onRetry} aria-label={`Try ${item.name} again`}>
            <IconRefresh size={22} />
          </ActionIcon>
        )}
        {status !== "completing" && (
          <ActionIcon
            onClick={onCancel}
            aria-label={status === "done" ? `Remove ${item.name} from this list` : `Cancel ${item.name}`}
          >
            <IconX size={22} />
          </ActionIcon>
        )}
      </div>
      {/* Animated stripes would slow an upload by 5 % on two cores. */}
      {status !== "done" && (
        <Progress
          className={classes.lineProgress}
          value={item.percent}
          size={8}
          striped={status === "uploading"}
          aria-label={`Upload of ${item.name}`}
        />
      )}
    </li>
  );
}
