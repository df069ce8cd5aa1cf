import { describe, expect, it } from "vitest";
import { parseRunFilter } from "./parseRunFilter";
import { queryOf } from "./runFilter";

describe("the filter of the library in the URL", () => {
  it("is read back as it was written", () => {
    const filter = { discipline: "GS", state: "ready" } as const;
    expect(parseRunFilter(Object.fromEntries(new URLSearchParams(queryOf(filter))))).toEqual(filter);
    expect(queryOf({})).toBe("");
  });

  it("leaves out invalid parts", () => {
    expect(parseRunFilter({ racerId: "me", discipline: "curling", state: ["ready", "failed"] })).toEqual({});
  });
});
