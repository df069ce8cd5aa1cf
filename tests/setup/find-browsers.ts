import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const CHROMIUM_COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const CHROMIUM_APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const FIREFOX_COMMANDS = ["firefox-esr", "firefox"];
const FIREFOX_APPLICATIONS = [
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

const firstExisting = (paths: readonly (string | undefined)[]): string | null =>
  paths.find((path) => path && existsSync(path)) ?? null;

/** Returns the paths that a command would have in the folders of PATH, in the order of the commands. */
const onPath = (commands: readonly string[]): string[] => {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
};

/** Returns the path of a command on PATH, or null. */
export const findCommand = (command: string): string | null => firstExisting(onPath([command]));

/** Returns the path of CHROMIUM_PATH, of an installed Chromium or Chrome, or of Playwright's own, or null. */
export const findChromium = (): string | null =>
  firstExisting([
    process.env.CHROMIUM_PATH,
    ...onPath(CHROMIUM_COMMANDS),
    ...CHROMIUM_APPLICATIONS,
    chromium.executablePath(),
  ]);

/** Returns the path of FIREFOX_PATH or of an installed Firefox, or null. */
export const findFirefox = (): string | null =>
  firstExisting([process.env.FIREFOX_PATH, ...onPath(FIREFOX_COMMANDS), ...FIREFOX_APPLICATIONS]);
