import { randomUUID } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page, type Request } from "@playwright/test";
import { median } from "@/lib/pose/statistics";
import { BROWSER_FLAGS, browserPath } from "@/tests/e2e/setup/browser";
import { signUp } from "@/tests/e2e/setup/people";
import { startApplication } from "@/tests/e2e/setup/server";
import { type BenchRow, ratio } from "./report";

/** Large enough that the fixed cost of an upload is negligible. */
const SIZE_BYTES = 256 * 1024 ** 2;
const ROUNDS = 3;

/** Writes a playable clip that a `free` box at its end extends to the full size. */
async function makeLargeClip(folder: string, round: number): Promise<string> {
  const path = join(folder, `large-${round}.mp4`);
  const clip = await readFile("tests/fixtures/clips/slalom-front.mp4");
  const header = Buffer.alloc(8);
  header.writeUInt32BE(SIZE_BYTES - clip.byteLength, 0);
  header.write("free", 4, "ascii");
  const file = await open(path, "w");
  await file.write(clip);
  await file.write(header);
  await file.truncate(SIZE_BYTES);
  await file.close();
  return path;
}

/**
 * Returns the milliseconds from the first part until storage has every byte, and until the run is complete.
 * The local S3 server completes an upload by copying its parts; S3 does not.
 */
async function uploadMs(page: Page, file: string): Promise<{ sent: number; complete: number }> {
  const isPart = (request: Request) => request.method() === "PUT" && request.url().includes("partNumber");
  const firstPart = page.waitForRequest(isPart);
  let lastPartAt = 0;
  const onPart = (request: Request) => {
    if (isPart(request)) lastPartAt = performance.now();
  };
  page.on("requestfinished", onPart);
  const complete = page.waitForResponse((response) => response.url().endsWith("/complete") && response.ok());
  await page.getByLabel("Choose clips or photos").setInputFiles(file);
  await firstPart;
  const from = performance.now();
  await complete;
  page.off("requestfinished", onPart);
  return { sent: lastPartAt - from, complete: performance.now() - from };
}

/** Returns the milliseconds of one PUT of the file to a presigned URL from the same page. */
async function rawPutMs(page: Page, path: string): Promise<number> {
  const headers = { origin: process.env.E2E_URL ?? "" };
  const file = { fileName: "raw.mp4", sizeBytes: SIZE_BYTES, fingerprint: `raw-${randomUUID()}` };
  const { run } = await (await page.request.post("/api/runs", { data: file, headers })).json();
  const request = { data: { partNumbers: [1] }, headers };
  const { parts } = await (await page.request.post(`/api/runs/${run.id}/parts`, request)).json();
  const input = await page.evaluateHandle(() => {
    const input = document.createElement("input");
    input.type = "file";
    return document.body.appendChild(input);
  });
  await input.setInputFiles(path);
  const ms = await input.evaluate(async (input, url) => {
    const from = performance.now();
    const { ok } = await fetch(url, { method: "PUT", body: input.files?.[0] });
    if (!ok) throw new Error("The PUT failed.");
    return performance.now() - from;
  }, parts[0].url as string);
  await page.request.delete(`/api/runs/${run.id}`, { headers });
  return ms;
}

/**
 * Measures an upload through the page and one PUT of the same size to the same storage. A second row includes
 * the completion, which depends on the local S3 server.
 */
export async function benchUpload(folder: string): Promise<BenchRow[]> {
  const stop = await startApplication({ worker: false });
  const browser = await chromium.launch({ executablePath: browserPath(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ baseURL: process.env.E2E_URL });
    await signUp(page);
    const oursMs: { sent: number; complete: number }[] = [];
    const rawMs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const file = await makeLargeClip(folder, round);
      rawMs.push(await rawPutMs(page, file));
      await page.goto("/runs");
      await page.getByRole("button", { name: "Add runs" }).first().click();
      oursMs.push(await uploadMs(page, file));
    }
    const mibPerS = (ms: number) => SIZE_BYTES / 1024 ** 2 / (ms / 1000);
    const raw = mibPerS(median(rawMs));
    const row = (name: string, ms: number[], target: string): BenchRow => ({
      name,
      measured: `${mibPerS(median(ms)).toFixed(0)} MiB/s`,
      ratio: ratio(mibPerS(median(ms)), raw),
      baseline: `one PUT ${raw.toFixed(0)} MiB/s`,
      target,
    });
    const size = `${SIZE_BYTES / 1024 ** 2} MiB`;
    return [
      row(
        `upload of ${size} in a browser`,
        oursMs.map(({ sent }) => sent),
        ">= 0.90",
      ),
      row(
        "  with completion in local S3",
        oursMs.map(({ complete }) => complete),
        "",
      ),
    ];
  } finally {
    await browser.close();
    await stop();
  }
}
