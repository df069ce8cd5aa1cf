import { findChromium, findCommand, findFirefox } from "@/tests/setup/find-browsers";
import type { BrowserDriver } from "./browser-driver";
import type { BROWSER_PACKAGES } from "./packages";
import { startPuppeteer } from "./puppeteer-driver";
import { startWebKit } from "./webkit-driver";

export interface TestedBrowser {
  name: keyof typeof BROWSER_PACKAGES;
  /** Null when it is not installed. */
  start: (() => Promise<BrowserDriver>) | null;
}

function webKitStart() {
  const webKitWebDriver = findCommand("WebKitWebDriver");
  const xvfb = findCommand("Xvfb");
  return webKitWebDriver && xvfb ? () => startWebKit({ webKitWebDriver, xvfb }) : null;
}

const puppeteerStart = (browserName: "chrome" | "firefox", path: string | null) =>
  path ? () => startPuppeteer(browserName, path) : null;

export const TESTED_BROWSERS: readonly TestedBrowser[] = [
  { name: "WebKit", start: webKitStart() },
  { name: "Firefox", start: puppeteerStart("firefox", findFirefox()) },
  { name: "Chromium", start: puppeteerStart("chrome", findChromium()) },
];
