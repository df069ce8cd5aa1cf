"use client";

import { Button, CloseButton, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useSWRConfig } from "swr";
import { formatLabels } from "@/lib/media/formats";
import type { Run } from "@/lib/runs/schema";
import { messageOf } from "../api/client";
import { formatBytes, formatCount, formatLeft } from "../ui/format";
import { loadWithRetry } from "../ui/loadWithRetry";
import { SidePanel } from "../ui/SidePanel";
import { toastFailed } from "../ui/toast";
import { ChooseFiles } from "./ChooseFiles";
import { DetailsForAll } from "./DetailsForAll";
import { lazyModules } from "./lazyModules";
import { UNFINISHED_KEY, Unfinished } from "./Unfinished";
import classes from "./Upload.module.css";
import { UploadLine } from "./UploadLine";
import { useUploader, useUploads } from "./UploadProvider";
import type { UploadItem } from "./uploadItem";
import type { RunDetails } from "./uploadState";
import { useUploadDefaults } from "./useUploadDefaults";

const UploadDetails = lazy(() =>
  loadWithRetry(lazyModules.details).then((module) => ({ default: module.UploadDetails })),
);

/** The drawer in which files are chosen and their uploads are listed. */
export function UploadPanel() {
  const { store, opened, close } = useUploader();
  const { items, totals, checks, bytesPerS } = useUploads();
  const { defaults, remember } = useUploadDefaults();
  const { mutate } = useSWRConfig();
  const [edited, setEdited] = useState<string | null>(null);

  const changeAll = async (change: RunDetails) => {
    remember(change);
    const open = items.filter((item) => item.status !== "done").map((item) => item.id);
    try {
      await store.changeDetails(open, change);
    } catch (error) {
      toastFailed(messageOf(error), "The details were not saved");
    }
  };
  const cancel = async ({ id, runId }: UploadItem) => {
    // Removed from "Not finished" first, which would request the parts of a run that is being deleted.
    void mutate(UNFINISHED_KEY, (runs?: Run[]) => runs?.filter((run) => run.id !== runId), {
      revalidate: false,
    });
    try {
      await store.cancel(id);
    } catch (error) {
      toastFailed(messageOf(error), "The upload was not cancelled");
    }
    void mutate(UNFINISHED_KEY);
  };

  return (
    <SidePanel opened={opened} onClose={close} title="Add runs">
      <Stack gap="lg" pb="xl">
        <ChooseFiles onFiles={(files) => void store.add(files, defaults)} />
        <Text size="sm" c="dimmed" className={classes.formats}>
          {formatLabels(["video"])} up to five minutes and 4 GB; {formatLabels(["photo"])} up to 100 MB.{" "}
          <span className={classes.mouseOnly}>Or drop files anywhere on the page.</span>
        </Text>

        {checks.refused.map((refused) => (
          <div key={refused.id} className={classes.refused} role="alert">
            <div>
              <Text fw={700}>{refused.name}</Text>
              <Text size="sm">{refused.reason}</Text>
            </div>
            <CloseButton size={48} aria-label="Dismiss" onClick={() => store.dismiss(refused.id)} />
          </div>
        ))}

        <DetailsForAll value={defaults} onChange={changeAll} />

        {checks.checking.length > 0 && (
          <Group gap="sm" role="status">
            <Loader size="sm" />
            <Text>
              {checks.waiting
                ? `Waiting for a connection · ${formatCount(checks.checking.length, "file")}`
                : `Checking ${formatCount(checks.checking.length, "file")}`}
            </Text>
          </Group>
        )}

        {items.length > 0 && (
          <section aria-labelledby="uploads-title">
            <Group justify="space-between" align="center" mb={4}>
              <Title order={3} id="uploads-title">
                {totals.done === totals.count ? "All uploaded" : `${totals.done} of ${totals.count} uploaded`}
              </Title>
              {totals.done > 0 && (
                <Button variant="subtle" onClick={() => store.clearDone()}>
                  Clear list
                </Button>
              )}
            </Group>
            {bytesPerS > 0 && (
              <Text size="sm" c="dimmed" className={classes.numbers}>
                {formatBytes(bytesPerS)}/s · {formatLeft(totals.bytesLeft / bytesPerS)}
              </Text>
            )}
            <ul className={classes.lines}>
              {items.map((item) => (
                <UploadLine
                  key={item.id}
                  item={item}
                  onPauseOrResume={() => store.pauseOrResume(item.id)}
                  onRetry={() => store.retry(item.id)}
                  onCancel={() => void cancel(item)}
                  onEdit={() => setEdited(item.id)}
                  onOpen={close}
                />
              ))}
            </ul>
            <p className={classes.hidden} role="status">
              {totals.done} of {totals.count} uploaded.
            </p>
          </section>
        )}

        <Unfinished current={new Set(items.flatMap((item) => item.runId ?? []))} />
      </Stack>
      {edited !== null && (
        <Suspense>
          <UploadDetails
            initial={{ title: items.find((item) => item.id === edited)?.name, ...store.detailsOf(edited) }}
            onSave={(details) => store.changeDetails([edited], details)}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </SidePanel>
  );
}
