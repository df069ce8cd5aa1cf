import { join } from "node:path";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { type AnalysisResult, analysisStatusSchema, analysisViewSchema } from "@/lib/analyses/schema";
import { runPageSchema } from "@/lib/runs/schema";

/** The longest time that an analysis of a short clip may take on a busy machine. */
export const ANALYSIS_TIMEOUT_MS = 150_000;

/** Returns the path of a clip of the synthetic skier. */
export const clipPath = (name: string): string => join("tests/fixtures/clips", name);

/** Opens the upload panel; it stays open until it is closed. */
export async function openUploads(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add runs" }).first().click();
  await expect(page.getByRole("dialog", { name: "Add runs" })).toBeVisible();
}

/** Chooses files in the open upload panel. */
export async function chooseFiles(page: Page, paths: string | string[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose clips or photos" }).click();
  await (await chooser).setFiles(paths);
}

/** Returns the ids of the runs of the signed-in person, newest first. */
export async function runIds(request: APIRequestContext, query = ""): Promise<string[]> {
  const response = await request.get(`/api/runs${query}`);
  return runPageSchema.parse(await response.json()).items.map((run) => run.id);
}

/** Waits until the newest analysis of a run ends; returns its state. */
export async function analysisEnd(
  request: APIRequestContext,
  runId: string,
): Promise<"succeeded" | "failed"> {
  let state = "";
  const ask = async () => {
    const response = await request.get(`/api/runs/${runId}/status`);
    state = analysisStatusSchema.parse(await response.json()).state;
    return state;
  };
  await expect.poll(ask, { timeout: ANALYSIS_TIMEOUT_MS }).toMatch(/^(succeeded|failed)$/);
  return state === "succeeded" ? "succeeded" : "failed";
}

/** Returns the newest result of a run from the API. */
export async function resultOf(request: APIRequestContext, runId: string): Promise<AnalysisResult> {
  const response = await request.get(`/api/runs/${runId}/analyses`);
  const { result } = analysisViewSchema.parse(await response.json());
  if (!result) throw new Error("The run has no result.");
  return result;
}
