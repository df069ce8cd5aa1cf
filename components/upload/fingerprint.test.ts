import { afterEach, describe, expect, it, vi } from "vitest";
import { createRunSchema } from "@/lib/runs/schema";
import { fingerprintOf } from "./fingerprint";

const KB = 1024;
const bytes = (size: number, change?: number): Uint8Array<ArrayBuffer> => {
  const content = new Uint8Array(size).map((_, i) => (i * 7) % 251);
  if (change !== undefined) content[change] = 255;
  return content;
};
const clip = (size: number, change?: number) => fingerprintOf(new Blob([bytes(size, change)]));

afterEach(() => vi.unstubAllGlobals());

describe.each([
  { where: "over https", prepare: () => {} },
  { where: "over plain http", prepare: () => vi.stubGlobal("crypto", {}) },
])("fingerprintOf, $where", ({ prepare }) => {
  it("is the same for a copy with another name and date", async () => {
    prepare();
    const filmed = new File([bytes(300 * KB)], "IMG_2041.MOV", { lastModified: 1_700_000_000_000 });
    const copied = new File([bytes(300 * KB)], "trim.1F2E.MOV", { lastModified: 1_700_000_999_000 });
    expect(await fingerprintOf(copied)).toBe(await fingerprintOf(filmed));
  });

  it("differs by size, beginning and end", async () => {
    prepare();
    const texts = await Promise.all([
      clip(300 * KB),
      clip(300 * KB + 1),
      clip(300 * KB, 0),
      clip(300 * KB, 64 * KB - 1),
      clip(300 * KB, 236 * KB),
      clip(300 * KB, 300 * KB - 1),
    ]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("hashes all of a small file", async () => {
    prepare();
    const texts = await Promise.all([clip(100 * KB), clip(100 * KB, 70 * KB), clip(KB), clip(KB, 500)]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("is accepted by the API", async () => {
    prepare();
    for (const text of [await clip(1), await clip(300 * KB)])
      expect(createRunSchema.shape.fingerprint.safeParse(text).success).toBe(true);
  });
});
