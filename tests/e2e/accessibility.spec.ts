import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { signUp } from "./setup/people";
import { expectMoment, momentS } from "./setup/player";
import { openUploads, resultOf } from "./setup/runs";
import { expect, test } from "./setup/test";

/** Expects no violation by axe in both colour schemes. */
async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    // The newer mode opens another page for each analysis; it matters only for cross-origin frames.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}`),
    );
    expect.soft(found, `${name}, ${colorScheme}`).toEqual([]);
  }
}

test("the pages before a first run are accessible in both colour schemes", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page, "landing");
  await page.goto("/sign-in");
  await expectAccessible(page, "sign in");
  await signUp(page);
  await expect(page.getByRole("heading", { name: "Film a run, add it here" })).toBeVisible();
  await expectAccessible(page, "empty library");
  await openUploads(page);
  await expectAccessible(page, "upload panel");
});

test.describe("with a run", () => {
  test.beforeEach(async ({ context, analyzed }) => context.addCookies(analyzed.session.cookies));

  test("the library and the page of a run are accessible in both colour schemes", { tag: "@both" }, async ({
    page,
    analyzed,
  }) => {
    await page.goto("/runs");
    await expect(page.getByRole("link", { name: analyzed.title })).toBeVisible();
    await expectAccessible(page, "library");
    await page.goto(`/runs/${analyzed.runId}`);
    await expect(page.getByRole("toolbar", { name: "Turns" })).toBeVisible();
    await expectAccessible(page, "run");
  });

  test("the clip is played, stepped and sought by keyboard alone", async ({ page, analyzed }) => {
    const { turns, media } = await resultOf(page.request, analyzed.runId);
    // The page requests the track after hydration; keys pressed before have no listener.
    const track = page.waitForResponse((response) => response.url().includes("track.json"));
    await page.goto(`/runs/${analyzed.runId}`);
    await track;
    const video = page.locator("video");
    const paused = () => video.evaluate((element: HTMLVideoElement) => element.paused);
    await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState)).toBe(4);

    await page.keyboard.press("Space");
    await expect.poll(paused).toBe(false);
    await expect.poll(() => momentS(page)).toBeGreaterThan(0);
    await page.keyboard.press("Space");
    await expect.poll(paused).toBe(true);

    await page.keyboard.press("]");
    const strip = page.getByRole("toolbar", { name: "Turns" });
    await strip.getByRole("button").first().focus();
    await page.keyboard.press("ArrowRight");
    await expect(strip.getByRole("button").nth(1)).toBeFocused();
    await expectMoment(page, turns[1]!.apexS, media.fps);
    await page.keyboard.press("End");
    await expectMoment(page, turns.at(-1)!.apexS, media.fps);
    await page.keyboard.press("Home");
    await expectMoment(page, turns[0]!.apexS, media.fps);

    const frameS = 1 / media.fps;
    for (const [key, steps] of [
      [".", 1],
      [",", 0],
      [",", -1],
    ] as const) {
      await page.keyboard.press(key);
      await expectMoment(page, turns[0]!.apexS + (steps + 0.5) * frameS, 2 * media.fps);
    }
  });
});
