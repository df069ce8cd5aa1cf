import { truncate, writeFile } from "node:fs/promises";
import { makeClip, steady } from "@/tests/corpus/clip";
import { signUp } from "./setup/people";
import { chooseFiles, openUploads } from "./setup/runs";
import { expect, test } from "./setup/test";

test("a file that cannot be used is refused at once with one reason, and nothing is sent", async ({
  page,
}, info) => {
  const tooLong = await makeClip({
    container: "mp4",
    widthPx: 64,
    heightPx: 64,
    timesS: steady(320, 1),
    fastStart: true,
  });
  const files: { name: string; content: string | Uint8Array; sizeBytes?: number; reason: string }[] = [
    {
      name: "words.mp4",
      content: "a text that calls itself a clip",
      reason: "This is not a video we can read.",
    },
    { name: "moving.gif", content: "GIF89a", reason: "This kind of file cannot be used." },
    { name: "notes.txt", content: "second run was better", reason: "This kind of file cannot be used." },
    { name: "nothing.mov", content: "", reason: "The file is empty." },
    { name: "scan.png", content: "", sizeBytes: 101 * 1024 ** 2, reason: "The photo is larger than 100 MB." },
    { name: "whole-morning.mp4", content: tooLong, reason: "five minutes is the most" },
  ];
  const created: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && new URL(request.url()).pathname === "/api/runs")
      created.push(request.url());
  });
  await signUp(page);
  await openUploads(page);
  const panel = page.getByRole("dialog", { name: "Add runs" });
  for (const { name, content, sizeBytes, reason } of files) {
    const path = info.outputPath(name);
    await writeFile(path, content);
    if (sizeBytes) await truncate(path, sizeBytes);
    await chooseFiles(page, path);
    await expect(panel.getByRole("alert")).toHaveCount(1);
    await expect(panel.getByRole("alert")).toContainText(name);
    await expect(panel.getByRole("alert")).toContainText(reason);
    await panel.getByRole("button", { name: "Dismiss" }).click();
    await expect(panel.getByRole("alert")).toHaveCount(0);
  }
  await expect(panel.getByRole("listitem")).toHaveCount(0);
  expect(created).toEqual([]);
});
