"use client";

import { ActionIcon, Text, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import useSWR from "swr";
import type { Run } from "@/lib/runs/schema";
import { messageOf } from "../api/client";
import { formatBytes } from "../ui/format";
import { toastFailed } from "../ui/toast";
import classes from "./Upload.module.css";
import { deleteRun, listParts, listUnfinished } from "./uploadApi";

/** Where the list is kept between questions. */
export const UNFINISHED_KEY = "unfinished-uploads";

interface UnfinishedProps {
  /** Runs that this tab is uploading right now. */
  current: ReadonlySet<string>;
}

/** Uploads that a reload or a closed tab interrupted; choosing the same file again continues them. */
export function Unfinished({ current }: UnfinishedProps) {
  const { data, mutate } = useSWR(UNFINISHED_KEY, listUnfinished, { revalidateOnMount: true });
  const runs = (data ?? []).filter((run) => !current.has(run.id));
  if (runs.length === 0) return null;
  const giveUp = async (run: Run) => {
    try {
      await deleteRun(run.id);
      await mutate();
    } catch (error) {
      toastFailed(messageOf(error));
    }
  };
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
          <li key={run.id} className={classes.line}>
            <div className={classes.lineText}>
              <Text fw={650} lineClamp={2}>
                {run.fileName}
              </Text>
              <Text size="sm" c="dimmed" className={classes.numbers}>
                {formatBytes(run.sizeBytes)}
                <SentShare run={run} />
              </Text>
            </div>
            <div className={classes.lineActions}>
              <ActionIcon aria-label={`Give up the upload of ${run.fileName}`} onClick={() => giveUp(run)}>
                <IconTrash size={22} />
              </ActionIcon>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SentShare({ run }: { run: Run }) {
  const { data } = useSWR(`parts:${run.id}`, () => listParts(run.id), { shouldRetryOnError: false });
  if (!data) return null;
  const sent = data.reduce((total, part) => total + part.sizeBytes, 0);
  return <> · {Math.floor((100 * sent) / Math.max(1, run.sizeBytes))} % sent</>;
}
