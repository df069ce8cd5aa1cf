import { expect, test } from "vitest";
import { findCuts } from "./cuts";

const differences = (values: number[]) => values.map((dissimilarity, i) => ({ timeS: i + 1, dissimilarity }));
const calm = Array.from({ length: 8 }, (_, i) => 0.03 + (i % 3) * 0.01);

test("one frame that differs from those around it is a cut", () => {
  expect(findCuts(differences([...calm, 0.5, ...calm]))).toEqual([9]);
});

test("a pan too fast to compensate, dissimilar for several frames, is not a cut", () => {
  expect(findCuts(differences([...calm, 0.4, 0.55, 0.6, 0.5, 0.45, 0.3, ...calm]))).toEqual([]);
});

test("an object that enters and leaves in front of the camera is not a cut", () => {
  expect(findCuts(differences([...calm, 0.6, 0.1, 0.6, ...calm]))).toEqual([]);
});

test("cuts between shots of a second each are all found", () => {
  expect(findCuts(differences([...calm, 0.5, ...calm, 0.45, ...calm]))).toEqual([9, 18]);
});
