import { describe, expect, it } from "vitest";
import { containedRect } from "./skeleton";

describe("containedRect", () => {
  it("centres a wide picture vertically in a tall box", () => {
    expect(containedRect({ width: 400, height: 800 }, { width: 1600, height: 800 })).toEqual({
      x: 0,
      y: 300,
      width: 400,
      height: 200,
      scale: 0.25,
    });
  });

  it("centres an upright picture horizontally in a wide box", () => {
    expect(containedRect({ width: 1000, height: 500 }, { width: 500, height: 1000 })).toMatchObject({
      x: 375,
      y: 0,
      width: 250,
      scale: 0.5,
    });
  });
});
