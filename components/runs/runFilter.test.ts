import { describe, expect, it } from "vitest";
import { filterFrom, queryOf } from "./runFilter";

describe("the library's filter in the address", () => {
  it("comes back as it was set", () => {
    const filter = { discipline: "GS", state: "ready" } as const;
    expect(filterFrom(Object.fromEntries(new URLSearchParams(queryOf(filter))))).toEqual(filter);
    expect(queryOf({})).toBe("");
  });

  it("ignores what makes no sense instead of failing the page", () => {
    expect(filterFrom({ racerId: "me", discipline: "curling", state: ["ready", "failed"] })).toEqual({});
  });
});
