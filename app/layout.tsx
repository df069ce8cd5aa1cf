import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@fontsource-variable/inter/index.css";
import "@/components/ui/global.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { EARLY_TAP_SCRIPT } from "@/components/ui/earlyTap";
import { Providers } from "@/components/ui/Providers";

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
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, without anything from outside */}
        <script dangerouslySetInnerHTML={{ __html: EARLY_TAP_SCRIPT }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
