import { openPool } from "./inference-pool";
import { type Picture, type Region, toPicture } from "./region";

const INPUT_PX = 256;
export const KEYPOINT_COUNT = 17;

/** MoveNet Thunder: the pose of the one person in a region. */
export interface ThunderModel {
  /**
   * 17 x (x, y, score): pixels of the upright picture, y down, score 0..1. Always an answer, with low scores where
   * there is nobody. The frame is read before this returns; it may be called again before it resolves, and then runs beside.
   */
  estimate(frame: Picture, region: Region): Promise<Float32Array>;
}

/** Readies MoveNet Thunder, converted from its TF.js weights. */
export async function openThunder(): Promise<ThunderModel> {
  const session = await openPool("movenet-thunder", INPUT_PX, INPUT_PX);
  return {
    async estimate(frame, region) {
      const output = await session.run(frame.readRgb(region, INPUT_PX));
      const pose = new Float32Array(KEYPOINT_COUNT * 3);
      for (let k = 0; k < KEYPOINT_COUNT; k++) {
        const [v, u, score] = output.subarray(k * 3) as unknown as [number, number, number];
        const [x, y] = toPicture(region, u, v);
        pose.set([x, y, score], k * 3);
      }
      return pose;
    },
  };
}
