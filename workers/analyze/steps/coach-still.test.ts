import { describe, expect, it } from "vitest";
import type { PoseTrack } from "@/lib/analyses/schema";
import { KEYPOINTS } from "@/lib/pose/skeleton";
import { coverDisc, faceDisc } from "./coach-still";

/** A skier upright in the picture: head at (50, 20), shoulders at y 40, hips at y 80. */
const PLACES: Record<string, [number, number]> = {
  nose: [50, 20],
  leftShoulder: [40, 40],
  rightShoulder: [60, 40],
  leftHip: [45, 80],
  rightHip: [55, 80],
};
const trackOf = (seen: string[]): PoseTrack => ({
  version: 1,
  widthPx: 100,
  heightPx: 200,
  frames: [
    {
      timeS: 1,
      points: KEYPOINTS.flatMap((name) => [...(PLACES[name] ?? [0, 0]), seen.includes(name) ? 0.9 : 0]),
    },
  ],
});

describe("face in a still for the coaching engine", () => {
  it("is located at the face keypoints, or above the shoulders when they are not seen", () => {
    const body = ["leftShoulder", "rightShoulder", "leftHip", "rightHip"];
    expect(faceDisc(trackOf([...body, "nose"]), 1)).toMatchObject({ xPx: 50, yPx: 20 });
    const guessed = faceDisc(trackOf(body), 1)!;
    expect([guessed.xPx, guessed.yPx]).toEqual([50, 24]);
    expect(guessed.radiusPx).toBeGreaterThan(12);
  });

  it("has no position when the torso is not seen", () => {
    expect(faceDisc(trackOf(["nose", "leftShoulder"]), 1)).toBeNull();
  });

  it("is covered in one colour, and no pixel outside the disc changes", () => {
    const image = {
      data: new Uint8Array(40 * 40 * 3).map((_, i) => (i * 37) % 251),
      widthPx: 40,
      heightPx: 40,
    };
    const before = image.data.slice();
    coverDisc(image, { xPx: 20, yPx: 12, radiusPx: 8 });
    const pixel = (x: number, y: number) => [...image.data.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)];
    const inside = new Set<string>();
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 40; x++) {
        if (Math.hypot(x + 0.5 - 20, y + 0.5 - 12) <= 8) inside.add(pixel(x, y).join());
        else expect(pixel(x, y)).toEqual([...before.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)]);
      }
    }
    expect(inside.size).toBe(1);
  });
});
