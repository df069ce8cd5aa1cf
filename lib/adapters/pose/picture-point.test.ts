import { expect, test } from "vitest";
import { toPicture } from "./picture-point";

test("a region turned clockwise maps its top to the right of the picture", () => {
  const region = { centreXPx: 100, centreYPx: 200, sidePx: 40, rollRad: Math.PI / 2 };
  const [x, y] = toPicture(region, 0.5, 0);
  expect(x).toBeCloseTo(120);
  expect(y).toBeCloseTo(200);
});

test("an upright region maps its corners to the corners of the square", () => {
  const region = { centreXPx: 100, centreYPx: 200, sidePx: 40, rollRad: 0 };
  expect(toPicture(region, 0, 0)).toEqual([80, 180]);
  expect(toPicture(region, 1, 1)).toEqual([120, 220]);
});
