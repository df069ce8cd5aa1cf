import { spawnSync } from "node:child_process";
import { findChromium, findCommand } from "./find-browsers";
import { isCi } from "./is-ci";
import { APT_INSTALL, PLAYWRIGHT_INSTALL, provideChromium } from "./provide-chromium";

/** Runs a command without its output; when it fails, prints the first error line. */
function runQuietly(command: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: "utf8", env });
  if (status === 0) return;
  const lines = `${stderr}\n${stdout}`.split("\n").map((line) => line.trim());
  console.error(lines.find((line) => /^E(rror)?:/.test(line)) ?? `Exit code ${status}`);
}

try {
  const machine = {
    ci: isCi(process.env.CI),
    root: process.getuid?.() === 0,
    hasAptGet: findCommand("apt-get") !== null,
  };
  const path = provideChromium(machine, {
    find: findChromium,
    install: () => runQuietly(`apt-get update && ${APT_INSTALL}`),
    download: () => runQuietly(PLAYWRIGHT_INSTALL),
    log: console.log,
  });
  console.log(`Chromium for the end-to-end tests: ${path}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
