import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isCi } from "@/tests/setup/is-ci";
import { TESTED_BROWSERS } from "./installed-browsers";
import { jumpToApexes, signIn, uploadClip, watch } from "./main-path";
import { installCommand } from "./packages";

const SCREENSHOTS = "test-results/browsers";

test.for(TESTED_BROWSERS)(
  "in $name a person signs in, uploads a clip, watches it and jumps to an apex",
  async ({ name, start }, { skip }) => {
    if (!start) {
      const message = `${name} is not installed: run "${installCommand(name)}" on Debian.`;
      if (isCi(process.env.CI)) throw new Error(message);
      return skip(message);
    }
    const browser = await start();
    try {
      await signIn(browser, process.env.E2E_URL ?? "");
      const runId = await uploadClip(browser);
      expect(await watch(browser)).toBeGreaterThan(0);
      await jumpToApexes(browser, runId);
      expect(browser.pageErrors()).toEqual([]);
    } catch (error) {
      await mkdir(SCREENSHOTS, { recursive: true });
      await writeFile(join(SCREENSHOTS, `${name}.png`), await browser.screenshot());
      throw error;
    } finally {
      await browser.close();
    }
  },
);
