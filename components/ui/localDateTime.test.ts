import { describe, expect, it } from "vitest";
import { fromLocalField, toLocalField } from "./localDateTime";

describe("a moment in a date field", () => {
  it("comes back as the same minute, in whatever time zone", () => {
    for (const iso of ["2026-01-30T09:20:00.000Z", "2026-07-01T23:59:00.000Z"])
      expect(fromLocalField(toLocalField(iso))).toBe(iso);
  });

  it("may be empty", () => {
    expect(toLocalField(null)).toBe("");
    expect(fromLocalField("")).toBeNull();
    expect(fromLocalField("no date")).toBeNull();
  });
});
