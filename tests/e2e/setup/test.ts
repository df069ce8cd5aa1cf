import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { type AnalysedRun, analysedRun } from "./analysed-run";
import { ANALYSIS_TIMEOUT_MS } from "./runs";

export { expect };

/** Collects what a page complains of; a text that matches one of `expected` is no complaint. */
function listen(context: BrowserContext, expected: RegExp[]): string[] {
  const complaints: string[] = [];
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => note(String(error.error())));
  return complaints;
}

interface Fixtures {
  /** Errors in the console that the test brings about on purpose; any other one fails it. */
  expectedErrors: RegExp[];
  /** A page in a browser that shares nothing with the first: another person's. */
  otherPage: Page;
  /** A run that is ready to be read, shared by all tests; none may change it. */
  analysed: AnalysedRun;
}

export const test = base.extend<Fixtures>({
  analysed: [
    async ({ baseURL }, use) => use(await analysedRun(baseURL ?? "")),
    { timeout: ANALYSIS_TIMEOUT_MS },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  expectedErrors: async ({}, use) => use([]),
  context: async ({ context, expectedErrors }, use) => {
    const complaints = listen(context, expectedErrors);
    await use(context);
    expect(complaints, "errors in the browser's console").toEqual([]);
  },
  otherPage: async ({ browser, baseURL, expectedErrors }, use) => {
    const context = await browser.newContext({ baseURL });
    const complaints = listen(context, expectedErrors);
    await use(await context.newPage());
    await context.close();
    expect(complaints, "errors in the other browser's console").toEqual([]);
  },
});
