import type { Page } from "@playwright/test";
import { isShown } from "@/lib/analyses/schema";
import { signUp } from "./setup/people";
import { expectMoment, expectSkeleton } from "./setup/player";
import {
  ANALYSIS_TIMEOUT_MS,
  analysisEnd,
  chooseFiles,
  clipPath,
  openUploads,
  resultOf,
  runIds,
} from "./setup/runs";
import { expect, test } from "./setup/test";

/** Chooses an entry of the menu of the run. */
async function chooseAction(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Actions for this run" }).click();
  await page.getByRole("menuitem", { name }).click();
}

/** Sets racer, discipline and place for all uploads of the panel. */
async function describeUploads(page: Page, racer: string, discipline: string, place: string): Promise<void> {
  await page.getByRole("button", { name: /^Racer, discipline, place/ }).click();
  await page.getByLabel("Racer", { exact: true }).selectOption({ label: "Add a racer…" });
  await page.getByLabel("New racer").fill(racer);
  await page.getByRole("button", { name: "Add racer" }).click();
  await expect(page.getByLabel("Racer", { exact: true }).locator("option:checked")).toHaveText(racer);
  await page.getByLabel("Discipline").selectOption({ label: discipline });
  await page.getByLabel("Place").fill(place);
  await page.getByLabel("Place").press("Tab");
}

test("a clip is uploaded, analysed, shown, played, analysed again and deleted", async ({ page }) => {
  test.setTimeout(2 * ANALYSIS_TIMEOUT_MS);
  await signUp(page);
  await expect(page.getByRole("heading", { name: "Film a run, add it here" })).toBeVisible();

  await test.step("upload with name, racer, discipline and place", async () => {
    await openUploads(page);
    await describeUploads(page, "Mia Stone", "Slalom", "Cardrona");
    await chooseFiles(page, clipPath("asymmetric.mp4"));
    await expect(page.getByText("Uploaded, being analysed")).toBeVisible();
    await page.getByRole("button", { name: "Details of asymmetric.mp4" }).click();
    await page.getByLabel("Name", { exact: true }).fill("First gates");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog", { name: "Details of this run" })).toBeHidden();
    await page.getByRole("link", { name: "Open the run" }).click();
  });

  const [runId = ""] = await runIds(page.request);
  await expect(page).toHaveURL(`/runs/${runId}`);
  await expect(page.getByRole("heading", { name: "First gates", level: 1 })).toBeVisible();
  for (const fact of ["Mia Stone", "Slalom", "Cardrona"])
    await expect(page.getByText(fact, { exact: true })).toBeVisible();

  const strip = page.getByRole("toolbar", { name: "Turns" });
  await expect(strip).toBeVisible({ timeout: ANALYSIS_TIMEOUT_MS });
  const result = await resultOf(page.request, runId);
  const { fps } = result.media;
  const third = result.turns[2]!;

  await test.step("show a turn in the table", async () => {
    const { inclinationDeg } = third.measures;
    if (!isShown(inclinationDeg)) throw new Error("The third turn shows no inclination.");
    const row = page.getByRole("row", { name: /^Inclination/ });
    await expect(row.getByRole("cell").nth(2)).toHaveText(
      `${Math.round(inclinationDeg.value)}°± ${Math.max(1, Math.round(inclinationDeg.plusMinus))}`,
    );
    await expect(row.getByRole("cell").filter({ hasText: "°±" })).toHaveCount(result.turns.length);
    const difference = result.summary.symmetry.inclinationDeg;
    if (!isShown(difference)) throw new Error("Right and left turns are not compared.");
    await expect(row.getByRole("cell").last()).toContainText(
      `%± ${Math.max(1, Math.round(difference.plusMinus))}`,
    );
  });

  await test.step("a value that cannot be shown says why", async () => {
    await page.getByText("Timing", { exact: true }).click();
    await expect(page.getByText(/^Needs a higher frame rate:.*edge change/)).toBeVisible();
    await expect(page.getByText(/60 are needed for edge change, initiation/)).toBeVisible();
  });

  await test.step("jump to an apex from the strip", async () => {
    await expect(strip.getByRole("button")).toHaveCount(result.turns.length);
    await strip.getByRole("button", { name: /^Turn 3, / }).click();
    await expectMoment(page, third.apexS, fps);
    await expectSkeleton(page);
    await expect(strip.getByRole("button", { name: /^Turn 3, / })).toHaveAttribute("aria-current", "true");
  });

  await test.step("switch the skeleton off and on", async () => {
    const skeleton = page.getByRole("switch", { name: "Skeleton" });
    await skeleton.uncheck();
    await expect(page.getByTestId("skeleton")).toHaveCount(0);
    await skeleton.check();
    await expectSkeleton(page);
  });

  await test.step("evidence of the feedback jumps to its moment", async () => {
    await expect(page.getByText("Written by the rules coach")).toBeVisible();
    const focus = result.feedback?.focus;
    const fact = focus?.evidence.find(({ turn }) => turn !== null && turn !== 3);
    if (!focus || !fact) throw new Error("The focus has no evidence in a turn other than the third.");
    await expect(page.getByRole("heading", { name: focus.cue })).toBeVisible();
    const sides = focus.evidence.find(({ statistic }) => statistic === "symmetry");
    await expect(page.getByRole("button", { name: /right against left/ })).toContainText(
      `${Math.abs(sides?.value ?? Number.NaN).toFixed(0)} %`,
    );
    await page
      .getByRole("button", { name: new RegExp(`\\bTurn ${fact.turn}:.*Show the moment`) })
      .first()
      .click();
    await expectMoment(page, fact.atS, fps);
    await expectSkeleton(page);
  });

  await test.step("analyse again while the earlier result is shown", async () => {
    await chooseAction(page, "Analyse again");
    await page.getByRole("dialog").getByRole("button", { name: "Analyse again" }).click();
    const notice = page.getByRole("heading", { name: "Analysing again" });
    await expect(notice).toBeVisible();
    await expect(strip).toBeVisible();
    expect(await analysisEnd(page.request, runId)).toBe("succeeded");
    await expect(notice).toBeHidden();
    await expect(strip.getByRole("button")).toHaveCount(result.turns.length);
    expect((await resultOf(page.request, runId)).turns).toEqual(result.turns);
  });

  await test.step("delete after a confirmation", async () => {
    await chooseAction(page, "Delete");
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await chooseAction(page, "Delete");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await expect(page).toHaveURL("/runs");
    await expect(page.getByRole("heading", { name: "Film a run, add it here" })).toBeVisible();
    expect((await page.request.get(`/api/runs/${runId}`)).status()).toBe(404);
  });
});
