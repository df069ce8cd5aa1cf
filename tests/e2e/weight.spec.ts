import type { Page } from "@playwright/test";
import { expect, test } from "./setup/test";

const LANDING_MAX_BYTES = 150_000;
const APPLICATION_MAX_BYTES = 250_000;
const IDLE_MS = 60_000;
const STEP_MS = 5000;

/** Returns the gzipped bytes of all scripts that a page loads within a minute without an interaction. */
async function scriptBytes(page: Page, url: string): Promise<number> {
  await page.clock.install();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script")
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  // fastForward runs timers only; runFor would also render every frame of the minute.
  for (let ms = 0; ms < IDLE_MS; ms += STEP_MS) await page.clock.fastForward(STEP_MS);
  await page.waitForLoadState("networkidle");
  const all = await Promise.all(sizes);
  expect(all.length).toBeGreaterThan(3);
  return all.reduce((total, bytes) => total + bytes, 0);
}

test("the landing page loads at most 150 kB of JavaScript before the first click", async ({ page }) => {
  expect(await scriptBytes(page, "/")).toBeLessThanOrEqual(LANDING_MAX_BYTES);
});

test.describe("for a person who is signed in", () => {
  test.beforeEach(async ({ context, analyzed }) => context.addCookies(analyzed.session.cookies));

  test("the library loads at most 250 kB of JavaScript before the first click", async ({ page }) => {
    expect(await scriptBytes(page, "/runs")).toBeLessThanOrEqual(APPLICATION_MAX_BYTES);
  });

  test("the page of a run loads at most 250 kB of JavaScript before the first click", async ({
    page,
    analyzed,
  }) => {
    expect(await scriptBytes(page, `/runs/${analyzed.runId}`)).toBeLessThanOrEqual(APPLICATION_MAX_BYTES);
  });
});
