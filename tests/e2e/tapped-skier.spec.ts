import { analysisStatusSchema } from "@/lib/analyses/schema";
import { readTruth } from "@/tools/synthetic-skier/truth";
import { signUp } from "./setup/people";
import {
  ANALYSIS_TIMEOUT_MS,
  analysisEnd,
  chooseFiles,
  clipPath,
  openUploads,
  resultOf,
  runIds,
} from "./setup/runs";
import { tapDialog } from "./setup/tapping";
import { expect, test } from "./setup/test";

const LEFT_HIP = 11;

test("a skier tapped among bystanders during the first analysis is the one who is measured", async ({
  page,
}) => {
  test.setTimeout(2 * ANALYSIS_TIMEOUT_MS);
  // The page sees the first analysis as running until the tap, however fast it is.
  await page.route("**/api/runs/*/status", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), state: "running", failure: null } });
  });
  await signUp(page);
  await openUploads(page);
  await chooseFiles(page, clipPath("bystanders.mp4"));
  await page.getByRole("link", { name: "Open the run" }).click();
  const poster = page.getByRole("region", { name: "Analysis in progress" }).locator("img");
  await expect(poster, "the poster, without a reload").toBeVisible({ timeout: ANALYSIS_TIMEOUT_MS });

  await page.getByRole("button", { name: "Actions for this run" }).click();
  await page.getByRole("menuitem", { name: "Tap the right skier" }).click();
  const { dialog, picture, video } = await tapDialog(page);

  const truth = await readTruth("bystanders");
  const atS = await video.evaluate((video: HTMLVideoElement) => video.currentTime);
  const joints = truth.frames.joints[Math.round(atS * truth.fps)];
  if (!joints) throw new Error(`The skier is not in the picture at ${atS} s.`);
  const [x = 0, y = 0] = joints.slice(2 * LEFT_HIP);
  const box = (await picture.boundingBox())!;
  await picture.click({
    position: { x: (x / truth.widthPx) * box.width, y: (y / truth.heightPx) * box.height },
  });
  await dialog.getByRole("button", { name: "Follow this skier" }).click();
  await expect(dialog).toBeHidden();
  await page.unroute("**/api/runs/*/status");

  const [runId = ""] = await runIds(page.request);
  expect(await analysisEnd(page.request, runId)).toBe("succeeded");
  const status = analysisStatusSchema.parse(
    await (await page.request.get(`/api/runs/${runId}/status`)).json(),
  );
  expect(status.subject?.x).toBeCloseTo(x / truth.widthPx, 2);
  const { outcome, turns } = await resultOf(page.request, runId);
  expect(outcome.code).toBe("measured");
  const strip = page.getByRole("toolbar", { name: "Turns" });
  await expect(strip.getByRole("button")).toHaveCount(turns.length);
  await page.getByRole("button", { name: "Actions for this run" }).click();
  await expect(page.getByRole("menuitem", { name: "Find the skier without my tap" })).toBeVisible();
});
