import { copyFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { uploadedPartsSchema } from "@/lib/runs/schema";
import { sha256, writeLargeClip } from "./setup/files";
import { logParts, networkOf } from "./setup/network";
import { signUp } from "./setup/people";
import { ANALYSIS_TIMEOUT_MS, analysisEnd, chooseFiles, clipPath, openUploads, runIds } from "./setup/runs";
import { expect, test } from "./setup/test";

const MB = 1024 * 1024;
const PARTS = 5;
const NAME = "long-lens.mp4";

const largeClip = async (path: string) => {
  await writeLargeClip(path, "straight.mp4", (PARTS - 0.5) * 8 * MB);
  return path;
};
/** Returns the list item of the file of this name. */
const lineOf = (within: Page | Locator, name: string) =>
  within.getByRole("listitem").filter({ hasText: name });
const line = (page: Page) => lineOf(page.getByRole("region", { name: /uploaded/i }), NAME);
const percent = async (page: Page) =>
  Number(/(\d+) %/.exec((await line(page).textContent()) ?? "")?.[1] ?? 0);

/** Resolves when a script that contains this word is loaded. */
const scriptWith = (page: Page, word: string) =>
  page.waitForResponse(async (response) => {
    if (response.request().resourceType() !== "script") return false;
    // Bodies of scripts of an earlier page cannot be read.
    return (await response.text().catch(() => "")).includes(word);
  });

// The browser logs a lost network.
test.use({ expectedErrors: [/net::ERR_INTERNET_DISCONNECTED/] });

test("an upload that loses its network and then its page continues with the missing parts", async ({
  page,
}, info) => {
  test.setTimeout(ANALYSIS_TIMEOUT_MS + 60_000);
  const file = await largeClip(info.outputPath(NAME));
  const network = await networkOf(page);
  const parts = logParts(page);
  await signUp(page);
  await openUploads(page);
  await network.slow(8 * MB);
  await chooseFiles(page, file);

  await test.step("it waits without a network and continues by itself", async () => {
    await expect.poll(() => percent(page)).toBeGreaterThan(3);
    await network.offline();
    await expect(line(page)).toContainText("Waiting for a connection");
    await expect(page.getByText("No connection. Uploads wait")).toBeVisible();
    await expect.poll(() => parts.open).toBe(0);
    await network.slow(8 * MB);
    await expect(line(page)).toContainText("Uploading");
    await expect.poll(() => parts.accepted.length).toBeGreaterThan(0);
  });

  const [runId = ""] = await runIds(page.request, "?state=uploading");
  const stored =
    await test.step("a reload asks for confirmation and keeps the parts that storage has", async () => {
      await network.slow(0.5 * MB);
      const confirmation = page.waitForEvent("dialog");
      page.once("dialog", (dialog) => void dialog.accept());
      await page.reload();
      expect((await confirmation).type()).toBe("beforeunload");
      const response = await page.request.get(`/api/runs/${runId}/parts`);
      return uploadedPartsSchema.parse(await response.json()).parts.map((part) => part.partNumber);
    });
  expect(stored).toEqual(expect.arrayContaining(parts.accepted));
  expect(stored.length).toBeLessThan(PARTS);

  await test.step("choosing the same file again on the page of the run sends each missing part once", async () => {
    await page.goto(`/runs/${runId}`);
    await expect(page.getByText("Choose the same file again under Add runs")).toBeVisible();
    await network.slow(4 * MB);
    await openUploads(page);
    const unfinished = page.getByRole("region", { name: "Not finished" });
    await expect(lineOf(unfinished, NAME)).toContainText(/[1-9]\d* % sent/);
    const before = parts.started.length;
    // File pickers of phones return a new copy of the file.
    const copy = info.outputPath("picked", NAME);
    await mkdir(dirname(copy));
    await copyFile(file, copy);
    await chooseFiles(page, copy);
    await expect(page.getByText("This run is being uploaded from here")).toBeVisible();
    await network.fast();
    await expect(line(page)).toContainText("Uploaded, being analysed");
    await expect(unfinished).toBeHidden();
    await expect(page.getByText("This run is being uploaded from here")).toBeHidden();
    const missing = Array.from({ length: PARTS }, (_, i) => i + 1).filter((part) => !stored.includes(part));
    expect(parts.started.slice(before).toSorted()).toEqual(missing);
    expect(parts.accepted.toSorted()).toEqual([...new Set(parts.accepted)].toSorted());
    expect(await runIds(page.request)).toEqual([runId]);
  });

  await test.step("the stored object equals the file", async () => {
    const original = await page.request.get(`/api/runs/${runId}/files/original`);
    expect(sha256(await original.body())).toBe(sha256(await readFile(file)));
    expect(await analysisEnd(page.request, runId)).toBe("succeeded");
  });
});

test("an upload can be paused, resumed and cancelled, in storage too", async ({ page }, info) => {
  const file = await largeClip(info.outputPath(NAME));
  const network = await networkOf(page);
  const parts = logParts(page);
  await signUp(page);
  await openUploads(page);
  await network.slow(2 * MB);
  await chooseFiles(page, file);
  await expect(line(page)).toContainText("Uploading");
  await expect.poll(() => parts.open).toBeGreaterThan(0);

  await page.getByRole("button", { name: `Pause ${NAME}` }).click();
  await expect(line(page)).toContainText("Paused");
  await expect.poll(() => parts.open).toBe(0);

  await page.getByRole("button", { name: `Resume ${NAME}` }).click();
  await expect(line(page)).toContainText("Uploading");
  await expect.poll(() => parts.open).toBeGreaterThan(0);

  await page.getByRole("button", { name: `Cancel ${NAME}` }).click();
  await expect(line(page)).toHaveCount(0);
  await expect.poll(() => parts.open).toBe(0);
  await expect.poll(() => runIds(page.request)).toEqual([]);
  await expect(page.getByRole("heading", { name: "Not finished" })).toBeHidden();
});

test("files chosen without a network wait for one and are uploaded, even when the code that checks them is not loaded", async ({
  page,
}) => {
  // The code that checks files is loaded when the browser is idle, which this page never is.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const network = await networkOf(page);
  await signUp(page);
  await openUploads(page);
  const panel = page.getByRole("dialog", { name: "Add runs" });
  await network.offline();
  await chooseFiles(page, clipPath("short.mp4"));
  await expect(panel).toContainText("Waiting for a connection · 1 file");
  await chooseFiles(page, clipPath("apex-front.jpg"));
  await expect(panel).toContainText("Waiting for a connection · 2 files");

  await network.fast();
  await expect(lineOf(panel, "short.mp4")).toContainText("Uploaded, being analysed");
  await expect(lineOf(panel, "apex-front.jpg")).toContainText("Uploaded, being analysed");
});

test("a clip chosen without a network is checked at once when the page was idle after its first click, and uploaded later", async ({
  page,
}) => {
  const network = await networkOf(page);
  const preloaded = Promise.all(["OffsetTimeOriginal", "matroska"].map((word) => scriptWith(page, word)));
  await signUp(page);
  await openUploads(page);
  await preloaded;
  await network.offline();
  await chooseFiles(page, clipPath("short.mp4"));
  const line = lineOf(page, "short.mp4");
  await expect(line).toContainText("Waiting for a connection");
  await network.fast();
  await expect(line).toContainText("Uploaded, being analysed");
});

test("an upload shows that storage does not answer although the browser reports a network, and continues when it does", async ({
  page,
}) => {
  await signUp(page);
  await openUploads(page);
  // As on a captive Wi-Fi or a cell without data.
  const parts = /[?&]partNumber=/;
  await page.route(parts, (route) => route.abort("internetdisconnected"));
  await chooseFiles(page, clipPath("short.mp4"));
  const line = lineOf(page, "short.mp4");
  await expect(line).toContainText("No answer, trying again");
  await page.unroute(parts);
  await expect(line).toContainText("Uploaded, being analysed");
});

test("an upload paused after a completion whose response was lost is resumed as the same run", async ({
  page,
}) => {
  await signUp(page);
  await openUploads(page);
  const complete = /\/api\/runs\/[^/]+\/complete$/;
  await page.route(complete, async (route) => {
    await route.fetch();
    await route.abort("internetdisconnected");
  });
  await chooseFiles(page, clipPath("short.mp4"));
  const line = lineOf(page, "short.mp4");
  await expect(line).toContainText("No answer, trying again");
  await page.getByRole("button", { name: "Pause short.mp4" }).click();
  await expect(line).toContainText("Paused");
  const [runId] = await runIds(page.request);
  await page.unroute(complete);
  await page.getByRole("button", { name: "Resume short.mp4" }).click();
  await expect(line).toContainText("Uploaded, being analysed");
  expect(await runIds(page.request)).toEqual([runId]);
});

test("files dropped anywhere on the page are uploaded or refused with a reason", async ({ page }) => {
  await signUp(page);
  const photo = (await readFile(clipPath("apex-front.jpg"))).toString("base64");
  const dropped = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "dropped.jpg", { type: "image/jpeg" }));
    files.items.add(new File(["second run was better"], "notes.txt", { type: "text/plain" }));
    return files;
  }, photo);
  const main = page.getByRole("main");
  const target = page.getByText("Drop clips or photos to add them");
  await main.dispatchEvent("dragenter", { dataTransfer: dropped });
  await expect(target).toBeVisible();
  await main.dispatchEvent("dragover", { dataTransfer: dropped });
  await main.dispatchEvent("drop", { dataTransfer: dropped });
  await expect(target).toBeHidden();

  const panel = page.getByRole("dialog", { name: "Add runs" });
  await expect(panel.getByRole("alert")).toContainText("notes.txt");
  const line = lineOf(panel, "dropped.jpg");
  await expect(line).toContainText("Uploaded, being analysed");
});
