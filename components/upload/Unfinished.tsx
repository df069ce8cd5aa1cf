"use client";

import { ActionIcon, Button, Text, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import useSWR from "swr";
import type { Run } from "@/lib/runs/schema";
import { messageOf } from "../api/client";
import { formatBytes } from "../ui/format";
import { toastFailed } from "../ui/toast";
import classes from "./Upload.module.css";
import { completeRun, deleteRun, listParts, listUnfinished } from "./uploadApi";

/** The key of the list in the SWR cache. */
export const UNFINISHED_KEY = "unfinished-uploads";

interface UnfinishedProps {
  /** Ids of the runs that this tab is uploading. */
  current: ReadonlySet<string>;
}

/** Uploads that a reload or a closed tab interrupted; choosing the same file again continues them. */
export function Unfinished({ current }: UnfinishedProps) {
  const { data, mutate } = useSWR(UNFINISHED_KEY, listUnfinished, { revalidateOnMount: true });
  const runs = (data ?? []).filter((run) => !current.has(run.id));
  if (runs.length === 0) return null;
  return (
    <section aria-labelledby="unfinished-title">
      <Title order={3} id="unfinished-title">
        Not finished
      </Title>
      <Text size="sm" c="dimmed">
        Choose the same file again to continue. What was sent is kept.
      </Text>
      <ul className={classes.lines}>
        {runs.map((run) => (
          <UnfinishedLine key={run.id} run={run} onChange={() => void mutate()} />
        ))}
      </ul>
    </section>
  );
}

/** One unfinished upload; it can be completed without the file when storage has all parts. */
function UnfinishedLine({ run, onChange }: { run: Run; onChange(): void }) {
  const { data } = useSWR(`parts:${run.id}`, () => listParts(run.id), { shouldRetryOnError: false });
  const [busy, setBusy] = useState(false);
  const sent = data?.reduce((total, part) => total + part.sizeBytes, 0);
  const attempt = async (task: Promise<unknown>) => {
    setBusy(true);
    try {
      await task;
      onChange();
    } catch (error) {
      toastFailed(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className={classes.line}>
      <div className={classes.lineText}>
        <Text fw={650} lineClamp={2}>
          {run.fileName}
        </Text>
        <Text size="sm" c="dimmed" className={classes.numbers}>
          {formatBytes(run.sizeBytes)}
          {sent !== undefined && ` · ${Math.floor((100 * sent) / run.sizeBytes)} % sent`}
        </Text>
      </div>
      <div className={classes.lineActions}>
        {sent === run.sizeBytes && (
          <Button variant="default" loading={busy} onClick={() => void attempt(completeRun(run.id))}>
            Finish
          </Button>
        )}
        <ActionIcon
          aria-label={`Cancel the upload of ${run.fileName}`}
          disabled={busy}
          onClick={() => void attempt(deleteRun(run.id))}
        >
          <IconTrash size={22} />
        </ActionIcon>
      </div>
    </li>
  );
}
