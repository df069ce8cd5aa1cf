"use client";

import { Button, Progress, Text } from "@mantine/core";
import { Notice } from "../ui/Notice";
import { useUploader, useUploads } from "./UploadProvider";
import { sentWords, UPLOAD_WORDS } from "./uploadRow";

/** The progress of the upload of a run from this tab, or how to continue an upload of another visit. */
export function UploadingNotice({ runId }: { runId: string }) {
  const { open } = useUploader();
  const { rows } = useUploads();
  const row = rows.find((candidate) => candidate.runId === runId);
  if (!row)
    return (
      <Notice tone="busy" title="This run is still being uploaded">
        <Text>Choose the same file again under Add runs to continue where it stopped.</Text>
      </Notice>
    );
  return (
    <Notice
      tone="busy"
      title="This run is being uploaded from here"
      actions={
        <Button variant="default" onClick={open}>
          Show the uploads
        </Button>
      }
    >
      <Text mb="xs">
        {UPLOAD_WORDS[row.status]} · {sentWords(row)}
      </Text>
      <Progress value={row.percent} size={8} aria-label="Upload of this run" />
    </Notice>
  );
}
