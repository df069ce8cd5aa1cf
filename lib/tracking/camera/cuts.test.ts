import { expect, test } from "vitest";
import { findCuts } from "./cuts";

const changes = (unlike: number[]) => unlike.map((value, i) => ({ timeS: i + 1, unlike: value }));
const calm = Array.from({ length: 8 }, (_, i) => 0.03 + (i % 3) * 0.01);

test("one frame unlike those around it begins another shot", () => {
  expect(findCuts(changes([...calm, 0.5, ...calm]))).toEqual([9]);
});

test("a pan too fast to undo, unlike for several frames, is no cut", () => {
  expect(findCuts(changes([...calm, 0.4, 0.55, 0.6, 0.5, 0.45, 0.3, ...calm]))).toEqual([]);
});

test("something passing in front of the camera, unlike on its way in and out, is no cut", () => {
  expect(findCuts(changes([...calm, 0.6, 0.1, 0.6, ...calm]))).toEqual([]);
});

test("shots of a second each are told apart", () => {
  expect(findCuts(changes([...calm, 0.5, ...calm, 0.45, ...calm]))).toEqual([9, 18]);
});
