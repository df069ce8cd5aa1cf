import { expect, test, vi } from "vitest";
import * as runs from "@/lib/runs/schema";
import { readPhotoFile } from "../photo/photo";
import { MAX_DURATION_S, MAX_PHOTO_BYTES } from "./limits";

test("what is refused after an upload is refused before it", () => {
  expect(MAX_PHOTO_BYTES).toBe(runs.MAX_PHOTO_BYTES);
  expect(MAX_DURATION_S).toBeGreaterThanOrEqual(runs.MAX_RUN_S);
});

test("a photo of too many bytes is refused as that, unread", async () => {
  const read = vi.fn();
  const photo = { sizeBytes: 150 * 2 ** 20, read, close: async () => {} };
  await expect(readPhotoFile(photo)).rejects.toMatchObject({ code: "photoTooLarge" });
  expect(read).not.toHaveBeenCalled();
});
