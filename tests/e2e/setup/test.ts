import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { type AnalyzedRun, analyzedRun } from "./analyzed-run";
import { ANALYSIS_TIMEOUT_MS } from "./runs";

export { expect };

/** Collects errors of a context, except those that match one of `expected`. */
function listen(context: BrowserContext, expected: RegExp[]): string[] {
  const errors: string[] = [];
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => note(String(error.error())));
  return errors;
}

interface Fixtures {
  /** Console errors that the test causes on purpose; any other one fails it. */
  expectedErrors: RegExp[];
  /** A page in a context of its own, for another person. */
  otherPage: Page;
  /** An analysed run that all tests share; none may change it. */
  analyzed: AnalyzedRun;
}

export const test = base.extend<Fixtures>({
  analyzed: [
    async ({ baseURL }, use) => use(await analyzedRun(baseURL ?? "")),
    { timeout: ANALYSIS_TIMEOUT_MS },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture names from it.
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  expectedErrors: async ({}, use) => use([]),
  context: async ({ context, expectedErrors }, use) => {
    const errors = listen(context, expectedErrors);
    await use(context);
    expect(errors, "console errors").toEqual([]);
  },
  otherPage: async ({ browser, baseURL, expectedErrors }, use) => {
    const context = await browser.newContext({ baseURL });
    const errors = listen(context, expectedErrors);
    await use(await context.newPage());
    await context.close();
    expect(errors, "console errors of the other page").toEqual([]);
  },
});
