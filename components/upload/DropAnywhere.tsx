"use client";

import { Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconUpload } from "@tabler/icons-react";
import classes from "./Upload.module.css";
import { useUploader } from "./UploadProvider";
import { useUploadDefaults } from "./useUploadDefaults";

/** Files dropped anywhere on the page begin to upload. What cannot be used is said in the panel, with the reason. */
export function DropAnywhere() {
  const { store, open } = useUploader();
  const { defaults } = useUploadDefaults();
  return (
    <Dropzone.FullScreen
      onDrop={(files) => {
        open();
        void store.add(files, defaults);
      }}
    >
      <div className={classes.drop}>
        <IconUpload size={64} aria-hidden />
        <Text fz="h2" fw={800}>
          Drop clips or photos to add them
        </Text>
      </div>
    </Dropzone.FullScreen>
  );
}
