import { isShown, MEASURES, type MeasureKey, SAME_AS } from "@/lib/analyses/schema";
import { signUp } from "./setup/people";
import { expectSkeleton } from "./setup/player";
import { ANALYSIS_TIMEOUT_MS, chooseFiles, clipPath, openUploads, resultOf, runIds } from "./setup/runs";
import { expect, test } from "./setup/test";

test("a photo is shown with its measures and the skeleton, and without turns", async ({ page }) => {
  test.setTimeout(ANALYSIS_TIMEOUT_MS + 60_000);
  await signUp(page);
  await openUploads(page);
  await chooseFiles(page, clipPath("apex-front.jpg"));
  await page.getByRole("link", { name: "Open the run" }).click();
  const measures = page.getByRole("region", { name: "Measured in this moment" });
  await expect(measures).toBeVisible({ timeout: ANALYSIS_TIMEOUT_MS });
  await expectSkeleton(page);
  await expect(page.getByRole("toolbar", { name: "Turns" })).toHaveCount(0);

  const [runId = ""] = await runIds(page.request);
  const { still } = await resultOf(page.request, runId);
  const keys = (Object.keys(still?.measures ?? {}) as MeasureKey[]).filter((key) => !SAME_AS[key]);
  const shown = keys.filter((key) => isShown(still?.measures[key]));
  expect(shown).toContain("inclinationDeg");
  for (const key of shown)
    await expect(measures.getByRole("button", { name: MEASURES[key].label, exact: true })).toBeVisible();
  await measures.getByText(`Not shown (${keys.length - shown.length})`).click();
  await expect(measures.getByText("Duration: needs movement, so a clip and not a photo")).toBeVisible();
});
