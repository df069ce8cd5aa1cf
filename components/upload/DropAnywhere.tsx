"use client";

import { IconUpload } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import classes from "./Upload.module.css";
import { useUploader } from "./UploadProvider";
import { useUploadDefaults } from "./useUploadDefaults";

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Uploads files that are dropped anywhere on the page. */
export function DropAnywhere() {
  const { store, open } = useUploader();
  const { defaults } = useUploadDefaults();
  const [over, setOver] = useState(false);

  useEffect(() => {
    // dragenter and dragleave fire for every child element; files have left the page when they are equal in
    // number.
    let depth = 0;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (hasFiles(event) && --depth <= 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      open();
      void store.add(files, defaults);
    };
    window.addEventListener("dragenter", onEnter);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("dragover", onOver);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", onEnter);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("drop", onDrop);
    };
  }, [store, open, defaults]);

  if (!over) return null;
  return (
    <div className={classes.drop} aria-hidden>
      <IconUpload size={64} />
      Drop clips or photos to add them
    </div>
  );
}
