import { expect, it } from "vitest";
import { skierBoxAt } from "./skier-box";

const at = (timeS: number, x: number, score = 0.9) => ({
  timeS,
  points: Array.from({ length: 17 }, (_, k) => [x + k, 100 + 10 * k, score]).flat(),
});

it("returns the box of the frame nearest in time, not of the one before", () => {
  const track = {
    version: 1 as const,
    widthPx: 640,
    heightPx: 360,
    frames: [at(0, 0), at(0.1, 200), at(0.2, 400)],
  };
  expect(skierBoxAt(track, 0.08)).toEqual({
    center: { xPx: 208, yPx: 180 },
    widthPx: 16,
    heightPx: 160,
  });
});

it("returns null where the skier is not seen", () => {
  const unseen = {
    version: 1 as const,
    widthPx: 640,
    heightPx: 360,
    frames: [at(0, 0, 0.05), { timeS: 1, points: null }],
  };
  expect(skierBoxAt(unseen, 0)).toBeNull();
  expect(skierBoxAt(unseen, 1)).toBeNull();
});
