import { describe, expect, it } from "vitest";
import { isShown, type PoseTrack } from "@/lib/analyses/schema";
import { measure } from "@/tests/accuracy/measured-scene";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";

describe("a photo", () => {
  const truth = surveyScene({});
  const apex = truth.turns[2]!;
  const index = truth.frames.timesS.findIndex((timeS) => timeS >= apex.apexS);
  const photo: PoseTrack = {
    ...trackOfTruth(truth),
    frames: [{ ...trackOfTruth(truth).frames[index]!, timeS: 0 }],
  };
  const run = measure(photo, { fps: 0, kind: "photo" });

  it("has the measures of one frame and none of movement", () => {
    expect(run.outcome.code).toBe("photo");
    expect(run.turns).toEqual([]);
    const { inclinationDeg, durationS, shoulderSteadinessDeg } = run.still!.metrics;
    expect(isShown(inclinationDeg) && Math.abs(inclinationDeg.value - apex.inclinationDeg)).toBeLessThan(3);
    expect(durationS).toEqual({ withheld: "notAPhoto" });
    expect(shoulderSteadinessDeg).toEqual({ withheld: "notAPhoto" });
  });

  it("is the same picture after measuring: one frame has nothing to smooth", () => {
    run.smoothed.frames[0]!.points!.forEach((value, i) => {
      expect(value).toBeCloseTo(photo.frames[0]!.points![i]!, 0);
    });
  });
});
