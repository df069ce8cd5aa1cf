import { expect, test } from "vitest";
import { distinctPeople } from "./distinct-people";

/** Returns a pose whose keypoints fill a box. */
function person(leftPx: number, topPx: number, heightPx: number): Float32Array {
  const pose = new Float32Array(51);
  for (let k = 0; k < 17; k++) {
    pose.set([leftPx + ((k % 2) * heightPx) / 3, topPx + (k / 16) * heightPx, 0.6], k * 3);
  }
  return pose;
}

test("keeps the better of two detections of the same person", () => {
  const [worse, better] = [person(100, 100, 200), person(106, 97, 204)];
  expect(
    distinctPeople([
      { pose: worse, score: 0.4 },
      { pose: better, score: 0.6 },
    ]),
  ).toEqual([better]);
});

test("keeps two people who stand side by side", () => {
  const candidates = [person(100, 100, 200), person(180, 110, 190)].map((pose) => ({ pose, score: 0.5 }));
  expect(distinctPeople(candidates)).toHaveLength(2);
});

test("drops a second detection of the upper half of a person", () => {
  const candidates = [
    { pose: person(100, 100, 200), score: 0.6 },
    { pose: person(105, 105, 90), score: 0.5 },
  ];
  expect(distinctPeople(candidates)).toHaveLength(1);
});
