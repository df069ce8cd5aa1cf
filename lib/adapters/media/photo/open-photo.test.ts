import { expect, test, vi } from "vitest";
import { readPhotoFile } from "./open-photo";

test("refuses a photo of too many bytes before it is read", async () => {
  const read = vi.fn();
  const photo = {
    sizeBytes: 150 * 2 ** 20,
    isRemote: false,
    networkError: null,
    read,
    close: async () => {},
  };
  await expect(readPhotoFile(photo)).rejects.toMatchObject({ code: "photoTooLarge" });
  expect(read).not.toHaveBeenCalled();
});
