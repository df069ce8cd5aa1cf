import type { Page } from "@playwright/test";
import { signUp } from "./setup/people";
import { expect, test } from "./setup/test";

/** More than one page of the library. */
const RUNS = 30;

/** Creates runs whose files are never uploaded. */
async function beginRuns(page: Page, origin: string): Promise<void> {
  for (let i = 1; i <= RUNS; i++) {
    const response = await page.request.post("/api/runs", {
      headers: { origin },
      data: {
        fileName: `run-${i}.mp4`,
        sizeBytes: 1000,
        fingerprint: `fingerprint-${i}`,
        title: `Run ${i}`,
        discipline: i % 10 === 0 ? "GS" : "SL",
      },
    });
    expect(response.status()).toBe(201);
  }
}

test("the library lists the newest runs first, loads more on scrolling, and applies filters", async ({
  page,
  baseURL,
}) => {
  await signUp(page);
  await beginRuns(page, baseURL ?? "");
  await page.reload();
  const cards = page.getByRole("list", { name: "Runs" }).getByRole("listitem");
  const titles = cards.getByRole("heading");
  await expect(titles.first()).toHaveText(`Run ${RUNS}`);
  await page.mouse.wheel(0, 100_000);
  await expect(cards).toHaveCount(RUNS);
  await expect(titles).toHaveText(Array.from({ length: RUNS }, (_, i) => `Run ${RUNS - i}`));

  await page.getByLabel("Discipline").selectOption({ label: "Giant slalom" });
  await expect(titles).toHaveText(["Run 30", "Run 20", "Run 10"]);
  await page.getByLabel("State").selectOption({ label: "Ready" });
  await expect(page.getByRole("heading", { name: "No run matches" })).toBeVisible();
  await page.getByRole("button", { name: "Show all runs" }).click();
  await expect(titles.first()).toHaveText(`Run ${RUNS}`);
});
