import { describe, expect, it } from "vitest";
import { measureRun } from "@/lib/analyses/metrics";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { rulesCoach } from "./rules";
import { coach } from "./service";

describe("coach", () => {
  it("gives the words of the coach that was asked for, and its name", async () => {
    const truth = surveyScene({ durationS: 8, skiing: { leanLeftDeg: 50, leanRightDeg: 32 } });
    const run = measureRun({ track: trackOfTruth(truth, 2), fps: truth.fps, kind: "video", cutsS: [] });
    const feedback = await coach(run, "rules");
    expect(feedback).toEqual(rulesCoach(run));
    expect(feedback.engine).toBe("rules");
    expect(feedback.focus).not.toBeNull();
  });
});
