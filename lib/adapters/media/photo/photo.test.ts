import { expect, test, vi } from "vitest";
import { readPhotoFile } from "./photo";

test("a photo of too many bytes is refused as that, unread", async () => {
  const read = vi.fn();
  const photo = { sizeBytes: 150 * 2 ** 20, read, close: async () => {} };
  await expect(readPhotoFile(photo)).rejects.toMatchObject({ code: "photoTooLarge" });
  expect(read).not.toHaveBeenCalled();
});
