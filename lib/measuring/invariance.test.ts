import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureKeys, type PoseTrack } from "@/lib/analyses/schema";
import { KEYPOINTS, type KeypointName, KP } from "@/lib/pose/skeleton";
import { measure, measureScene, shown } from "@/tests/accuracy/measured-scene";

describe("measureRun", () => {
  const { track, run } = measureScene({ durationS: 4 }, 1);

  it("returns the same measures for a scaled and shifted picture", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.8, max: 2, noNaN: true }),
        fc.integer({ min: -300, max: 300 }),
        (scale, shiftPx) => {
          const moved = mapPoints(track, (x, y) => [x * scale + shiftPx, y * scale]);
          const other = measure(moved);
          expect(other.turns).toHaveLength(run.turns.length);
          other.turns.forEach((turn, i) => {
            const twin = run.turns[i]!;
            expect(turn.startS).toBeCloseTo(twin.startS, 2);
            for (const key of [
              "inclinationDeg",
              "shoulderLevelDeg",
              "stanceWidthRatio",
              "handHeightT",
            ] as const) {
              expect(shown(turn, key)).toBeCloseTo(shown(twin, key), 1);
            }
          });
        },
      ),
      { numRuns: 8 },
    );
  });

  it("returns the same measures with opposite sides for the mirrored picture", () => {
    const other = measure(mirrored(track));
    expect(other.view).toEqual(run.view);
    expect(other.turns.map(({ side }) => side)).toEqual(
      run.turns.map(({ side }) => (side === "left" ? "right" : "left")),
    );
    other.turns.forEach((turn, i) => {
      for (const key of measureKeys) {
        const value = shown(run.turns[i], key);
        if (Number.isFinite(value)) expect(shown(turn, key)).toBeCloseTo(value, 1);
      }
    });
  });

  it("returns the same switches for unevenly spaced frames", () => {
    const dense = measureScene({ durationS: 4, fps: 60 }, 0);
    const uneven = dense.track.frames.filter((_, i) => i % 5 !== 1 && i % 7 !== 3);
    const other = measure({ ...dense.track, frames: uneven });
    expect(other.turns).toHaveLength(dense.run.turns.length);
    other.turns.forEach((turn, i) => {
      expect(Math.abs(turn.startS - dense.run.turns[i]!.startS)).toBeLessThan(0.02);
    });
  });
});

function mapPoints(track: PoseTrack, move: (x: number, y: number) => [number, number]): PoseTrack {
  return {
    ...track,
    frames: track.frames.map(({ timeS, points }) => ({
      timeS,
      points:
        points &&
        KEYPOINTS.flatMap((_, k) => [...move(points[k * 3]!, points[k * 3 + 1]!), points[k * 3 + 2]!]),
    })),
  };
}

/** The mirrored track, with left and right exchanged as a pose network would label them. */
function mirrored(track: PoseTrack): PoseTrack {
  const twin = (name: KeypointName) =>
    (name.startsWith("left") ? name.replace("left", "right") : name.replace("right", "left")) as KeypointName;
  const flipped = mapPoints(track, (x, y) => [track.widthPx - x, y]);
  return {
    ...flipped,
    frames: flipped.frames.map(({ timeS, points }) => ({
      timeS,
      points: points && KEYPOINTS.flatMap((name) => points.slice(KP[twin(name)] * 3, KP[twin(name)] * 3 + 3)),
    })),
  };
}
