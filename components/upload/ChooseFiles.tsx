"use client";

import { Button, FileButton } from "@mantine/core";
import { IconCamera, IconFolderOpen } from "@tabler/icons-react";
import { PICKER_ACCEPT } from "./fileChecks";
import classes from "./Upload.module.css";

/** Chooses files, or opens the camera of a phone. */
export function ChooseFiles({ onFiles }: { onFiles(files: File[]): void }) {
  return (
    <div className={classes.choose}>
      <FileButton
        onChange={onFiles}
        accept={PICKER_ACCEPT}
        multiple
        inputProps={{ "aria-label": "Choose clips or photos" }}
      >
        {(props) => (
          <Button {...props} size="lg" leftSection={<IconFolderOpen size={22} aria-hidden />} fullWidth>
            Choose clips or photos
          </Button>
        )}
      </FileButton>
      <FileButton
        onChange={(file) => file && onFiles([file])}
        accept="video/*"
        capture="environment"
        inputProps={{ "aria-label": "Film now" }}
      >
        {(props) => (
          <Button
            {...props}
            size="lg"
            variant="default"
            leftSection={<IconCamera size={22} aria-hidden />}
            className={classes.camera}
            fullWidth
          >
            Film now
          </Button>
        )}
      </FileButton>
    </div>
  );
}
