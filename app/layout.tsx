import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@fontsource-variable/inter/index.css";
import "@/components/ui/colors.css";
import "@/components/ui/global.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { COLOR_SCHEME_SCRIPT } from "@/components/ui/colorScheme";
import { EARLY_TAP_SCRIPT } from "@/components/ui/earlyTap";
import { ReplayEarlyTap } from "@/components/ui/ReplayEarlyTap";

export const metadata: Metadata = {
  title: { default: "Ski Racer", template: "%s · Ski Racer" },
  description: "Film a ski run, see every turn measured, and the one thing to work on.",
  applicationName: "Ski Racer",
  appleWebApp: { capable: true, title: "Ski Racer", statusBarStyle: "default" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#121d28" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-mantine-color-scheme="light" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: constant scripts of this repository */}
        <script dangerouslySetInnerHTML={{ __html: COLOR_SCHEME_SCRIPT + EARLY_TAP_SCRIPT }} />
      </head>
      <body>
        {children}
        <ReplayEarlyTap />
      </body>
    </html>
  );
}
