import { findChromium } from "@/tests/setup/find-browsers";
import { PLAYWRIGHT_INSTALL } from "@/tests/setup/provide-chromium";

/** Flags for a browser that runs as root in a container and contacts no service of its vendor. */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Returns the path of the Chromium that the tests use. @throws when none is installed */
export function browserPath(): string {
  const found = findChromium();
  if (found) return found;
  throw new Error(`No Chromium is installed: run "${PLAYWRIGHT_INSTALL}".`);
}
