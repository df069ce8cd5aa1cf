"use client";

import { Button } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRunUploads } from "./RunUploads";

/** Opens the upload panel. */
export function AddRunsButton({ fullWidth = false }: { fullWidth?: boolean }) {
  const { open } = useRunUploads();
  return (
    <Button
      onClick={open}
      size={fullWidth ? "lg" : "md"}
      fullWidth={fullWidth}
      leftSection={<IconUpload size={20} aria-hidden />}
    >
      Add runs
    </Button>
  );
}
