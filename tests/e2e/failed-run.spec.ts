import { requestAnalysisSchema } from "@/lib/analyses/schema";
import { signUp } from "./setup/people";
import { ANALYSIS_TIMEOUT_MS, chooseFiles, clipPath, openUploads } from "./setup/runs";
import { tapDialog } from "./setup/tapping";
import { expect, test } from "./setup/test";

test("a clip without a person fails with a next step, and a tap on the picture starts another analysis", async ({
  page,
}) => {
  test.setTimeout(2 * ANALYSIS_TIMEOUT_MS);
  await signUp(page);
  await openUploads(page);
  await chooseFiles(page, clipPath("empty.mp4"));
  await page.getByRole("link", { name: "Open the run" }).click();
  await expect(page.getByRole("heading", { name: "Nobody was found in this clip." })).toBeVisible({
    timeout: ANALYSIS_TIMEOUT_MS,
  });
  await expect(
    page.getByText("Film closer, or tap the skier on the poster and analyse again."),
  ).toBeVisible();

  await page.getByRole("button", { name: "Tap the skier" }).click();
  const { dialog, picture } = await tapDialog(page);
  await expect(dialog.getByRole("button", { name: "Follow this skier" })).toBeDisabled();
  const box = (await picture.boundingBox())!;
  await picture.click({ position: { x: box.width / 4, y: box.height / 2 } });
  await expect(dialog.getByText("Marked 25 % from the left, 50 % from the top.")).toBeVisible();

  const requested = page.waitForRequest((request) => request.method() === "POST");
  await dialog.getByRole("button", { name: "Follow this skier" }).click();
  const request = await requested;
  expect(new URL(request.url()).pathname).toMatch(/^\/api\/runs\/[^/]+\/analyses$/);
  const { subject } = requestAnalysisSchema.parse(request.postDataJSON());
  expect(subject?.x).toBeCloseTo(0.25, 1);
  expect(subject?.y).toBeCloseTo(0.5, 1);
  await expect(dialog).toBeHidden();

  await expect(page.getByRole("heading", { name: "Nobody was found where you tapped." })).toBeVisible({
    timeout: ANALYSIS_TIMEOUT_MS,
  });
  await page.getByRole("link", { name: "All runs", exact: false }).first().click();
  await expect(page.getByText("Needs attention", { exact: true }).last()).toBeVisible();
});
