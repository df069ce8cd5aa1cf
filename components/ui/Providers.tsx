"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { type ReactNode, useEffect } from "react";
import { replayEarlyTap } from "./earlyTap";
import { cssVariables, theme } from "./theme";

/** The theme and toasts; around every page. */
export function Providers({ children }: { children: ReactNode }) {
  useEffect(replayEarlyTap, []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="top-center" autoClose={6000} limit={3} />
      {children}
    </MantineProvider>
  );
}
