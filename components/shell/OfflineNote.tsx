"use client";

import { useNetwork } from "@mantine/hooks";
import { IconWifiOff } from "@tabler/icons-react";
import classes from "./Shell.module.css";

/** Tells people that there is no network. */
export function OfflineNote() {
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <div className={classes.offline}>
          <IconWifiOff size={20} aria-hidden />
          No connection. Uploads wait and continue by themselves.
        </div>
      )}
    </div>
  );
}
