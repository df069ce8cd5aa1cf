"use client";

import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { type ReactNode, useEffect } from "react";
import { replayEarlyTap } from "./earlyTap";
import { cssVariables, theme } from "./theme";

/** The theme, confirm dialogs and toasts; around every page. */
export function Providers({ children }: { children: ReactNode }) {
  useEffect(replayEarlyTap, []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ModalsProvider labels={{ confirm: "Yes", cancel: "Cancel" }}>
        <Notifications position="top-center" autoClose={6000} limit={3} />
        {children}
      </ModalsProvider>
    </MantineProvider>
  );
}
