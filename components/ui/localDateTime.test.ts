import { describe, expect, it } from "vitest";
import { fromLocalField, toLocalField } from "./localDateTime";

describe("a datetime-local field", () => {
  it("keeps the minute of a time in every time zone", () => {
    for (const iso of ["2026-01-30T09:20:00.000Z", "2026-07-01T23:59:00.000Z"])
      expect(fromLocalField(toLocalField(iso))).toBe(iso);
  });

  it("converts an empty value to null and back", () => {
    expect(toLocalField(null)).toBe("");
    expect(fromLocalField("")).toBeNull();
    expect(fromLocalField("no date")).toBeNull();
  });
});
