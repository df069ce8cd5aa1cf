import type { PoseModel } from "@/lib/pose/ports";
import { KEYPOINTS } from "@/lib/pose/skeleton";
import { openPool } from "./inference-pool";
import { toPicture } from "./picture-point";

const INPUT_PX = 256;

/** Opens MoveNet Thunder, which estimates the pose of one person. Without a person, scores are low. */
export async function openThunder(): Promise<PoseModel> {
  const session = await openPool("movenet-thunder", INPUT_PX, INPUT_PX);
  return {
    async estimate(frame, region) {
      const output = await session.run(frame.readRgb(region, INPUT_PX));
      const pose = new Float32Array(KEYPOINTS.length * 3);
      for (let k = 0; k < KEYPOINTS.length; k++) {
        const [v, u, score] = output.subarray(k * 3) as unknown as [number, number, number];
        const [x, y] = toPicture(region, u, v);
        pose.set([x, y, score], k * 3);
      }
      return pose;
    },
  };
}
