import { expect, test } from "vitest";
import { film } from "@/tests/scripted-hill/film";
import { cameraMotion, NO_MOTION, prepareBackground } from "./camera-motion";

/** Motion between two pictures of a camera that pans by this much, in pixels of a 160 px wide picture. */
async function motionOfPan(xPx: number, yPx: number) {
  const cameraAt = (timeS: number) => ({ xPx: timeS * xPx * 8, yPx: timeS * yPx * 8 });
  const backgrounds = [];
  for await (const frame of film([{ durationS: 2, people: [], cameraAt }], 1)) {
    backgrounds.push(prepareBackground(frame.readLuma(160)));
  }
  return cameraMotion(backgrounds[0]!, backgrounds[1]!, NO_MOTION);
}

test.for([
  [0, 0],
  [1.5, -0.75],
  [-7.25, 2],
  [33, -6],
] as const)("a pan of %f, %f pixels moves the background the other way by as much", async ([xPx, yPx]) => {
  const { motion, similarity } = await motionOfPan(xPx, yPx);
  expect(motion.dxPx).toBeCloseTo(-xPx, 0);
  expect(Math.abs(motion.dxPx + xPx)).toBeLessThan(0.25);
  expect(Math.abs(motion.dyPx + yPx)).toBeLessThan(0.25);
  expect(Math.abs(motion.zoom)).toBeLessThan(0.005);
  expect(similarity).toBeGreaterThan(0.6);
});
