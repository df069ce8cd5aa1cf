import type { Page } from "@playwright/test";
import { signIn } from "./setup/people";
import { expectMoment, expectSkeleton } from "./setup/player";
import { openUploads, resultOf } from "./setup/runs";
import { expect, test } from "./setup/test";

/** Expects that the page does not scroll sideways. */
const expectFits = async (page: Page) =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    "pixels past the edge of the screen",
  ).toBeLessThanOrEqual(0);

test("on a phone a person signs in, opens a run and sees its apexes", { tag: "@phone" }, async ({
  page,
  analyzed,
}) => {
  await signIn(page, analyzed.person);
  await expectFits(page);
  await openUploads(page);
  await expect(page.getByRole("button", { name: "Film now" })).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();

  await page.getByRole("link", { name: analyzed.title }).tap();
  await expect(page.getByRole("heading", { name: analyzed.title, level: 1 })).toBeVisible();
  await expectFits(page);

  const { turns, media } = await resultOf(page.request, analyzed.runId);
  const strip = page.getByRole("toolbar", { name: "Turns" });
  for (const turn of [turns[1]!, turns.at(-1)!]) {
    await strip.getByRole("button", { name: new RegExp(`^Turn ${turn.index}, `) }).tap();
    await expectMoment(page, turn.apexS, media.fps);
    await expectSkeleton(page);
    await expect(page.locator("video")).toBeInViewport();
  }

  await expect(
    page
      .getByRole("row", { name: /^Inclination/ })
      .getByRole("cell")
      .first(),
  ).toHaveText(/°± \d/);
  await expectFits(page);
});
