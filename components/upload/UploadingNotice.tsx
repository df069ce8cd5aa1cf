"use client";

import { Button, Progress, Text } from "@mantine/core";
import { Notice } from "../ui/Notice";
import { useUploader, useUploads } from "./UploadProvider";
import { sentWords, UPLOAD_WORDS } from "./uploadItem";

/** The progress of a run that this tab uploads, or how to continue an upload of another tab or visit. */
export function UploadingNotice({ runId }: { runId: string }) {
  const { open } = useUploader();
  const { items } = useUploads();
  const item = items.find((candidate) => candidate.runId === runId);
  if (!item)
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
        {UPLOAD_WORDS[item.status]} · {sentWords(item)}
      </Text>
      <Progress value={item.percent} size={8} aria-label="Upload of this run" />
    </Notice>
  );
}
