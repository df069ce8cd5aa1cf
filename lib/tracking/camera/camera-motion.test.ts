import { expect, test } from "vitest";
import { film } from "@/tests/scripted-hill/film";
import { cameraMotion, STILL, scene } from "./camera-motion";

/** The grey pictures of a camera that pans by this much, in pixels of the 160 px wide picture. */
async function pannedBy(xPx: number, yPx: number) {
  const cameraAt = (timeS: number) => ({ xPx: timeS * xPx * 8, yPx: timeS * yPx * 8 });
  const scenes = [];
  for await (const frame of film([{ durationS: 2, people: [], cameraAt }], 1)) {
    scenes.push(scene(frame.readLuma(160)));
  }
  return cameraMotion(scenes[0]!, scenes[1]!, STILL);
}

test.for([
  [0, 0],
  [1.5, -0.75],
  [-7.25, 2],
  [33, -6],
] as const)("a pan of %f, %f pixels moves the background the other way by as much", async ([xPx, yPx]) => {
  const { motion, likeness } = await pannedBy(xPx, yPx);
  expect(motion.dxPx).toBeCloseTo(-xPx, 0);
  expect(Math.abs(motion.dxPx + xPx)).toBeLessThan(0.25);
  expect(Math.abs(motion.dyPx + yPx)).toBeLessThan(0.25);
  expect(Math.abs(motion.zoom)).toBeLessThan(0.005);
  expect(likeness).toBeGreaterThan(0.6);
});
