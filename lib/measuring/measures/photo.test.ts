import { describe, expect, it } from "vitest";
import { isShown, type PoseTrack } from "@/lib/analyses/schema";
import { measure } from "@/tests/accuracy/measured-scene";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";

describe("photo", () => {
  const truth = surveyScene({});
  const apex = truth.turns[2]!;
  const index = truth.frames.timesS.findIndex((timeS) => timeS >= apex.apexS);
  const photo: PoseTrack = {
    ...trackOfTruth(truth),
    frames: [{ ...trackOfTruth(truth).frames[index]!, timeS: 0 }],
  };
  const run = measure(photo, { fps: 0, kind: "photo" });

  it("shows the measures of one frame and withholds those of movement", () => {
    expect(run.outcome.code).toBe("photo");
    expect(run.turns).toEqual([]);
    const { inclinationDeg, durationS, shoulderSteadinessDeg } = run.still!.measures;
    expect(isShown(inclinationDeg) && Math.abs(inclinationDeg.value - apex.inclinationDeg)).toBeLessThan(3);
    expect(durationS).toEqual({ withheld: "notAPhoto" });
    expect(shoulderSteadinessDeg).toEqual({ withheld: "notAPhoto" });
  });

  it("has a smoothed track equal to its track", () => {
    run.smoothed.frames[0]!.points!.forEach((value, i) => {
      expect(value).toBeCloseTo(photo.frames[0]!.points![i]!, 0);
    });
  });
});

describe("photo from the side", () => {
  const stillFrom = (viewDeg: number) => {
    // A leg that leans towards the camera or away looks more flexed.
    const skiing = { leanLeftDeg: 25, leanRightDeg: 25 };
    const truth = surveyScene({ camera: { viewDeg, skierPx: 430 }, skiing });
    const index = 40;
    const frame = { ...trackOfTruth(truth, 2).frames[index]!, timeS: 0 };
    const { still } = measure({ ...trackOfTruth(truth), frames: [frame] }, { fps: 0, kind: "photo" });
    return { measures: still!.measures, truth: truth.frames, index };
  };

  it("shows the flexion of the leg nearer to the camera on either side", () => {
    for (const [viewDeg, near] of [
      [90, "left"],
      [-90, "right"],
    ] as const) {
      const { measures, truth, index } = stillFrom(viewDeg);
      const { kneeFlexionNearDeg: knee, hipFlexionNearDeg: hip } = measures;
      expect(isShown(knee) && Math.abs(knee.value - truth.kneeFlexionDeg[near][index]!)).toBeLessThan(8);
      expect(isShown(hip) && Math.abs(hip.value - truth.hipFlexionDeg[near][index]!)).toBeLessThan(8);
      expect(measures.kneeFlexionOutsideDeg).toEqual({ withheld: "side" });
    }
  });

  it("withholds the flexion of the nearer leg in other views", () => {
    for (const viewDeg of [0, 50]) {
      expect(stillFrom(viewDeg).measures.kneeFlexionNearDeg).toEqual({ withheld: "view" });
    }
  });
});
