import { describe, expect, it } from "vitest";
import { authorWords } from "@/lib/analyses/schema";
import { measureRun } from "@/lib/measuring/measure-run";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { rulesCoach } from "./rules";
import { coach } from "./service";

const truth = surveyScene({ durationS: 8, skiing: { leanLeftDeg: 50, leanRightDeg: 32 } });
const analysis = measureRun({ track: trackOfTruth(truth, 2), fps: truth.fps, kind: "video", cutsS: [] });
const material = { analysis, discipline: null, stills: [] };

describe("coach", () => {
  it("gives the words of the coach that was asked for, and its name", async () => {
    const { feedback, cost } = await coach(material, { engine: "rules" });
    expect(feedback).toEqual(rulesCoach(analysis));
    expect(feedback.engine).toBe("rules");
    expect(feedback.focus).not.toBeNull();
    expect(cost).toBeNull();
  });

  it("says that the rules stand in when a model is wanted but not set up", async () => {
    const { feedback } = await coach(material, { engine: "bedrock", desk: null });
    expect(feedback).toEqual({
      ...rulesCoach(analysis),
      stoodInFor: { engine: "bedrock", reason: "notSetUp" },
    });
    expect(authorWords(feedback)).toBe(
      "Written by the rules coach, from the numbers of this run. The AI coach was to write it, but it is not set up. Whoever runs this server can name a model and its prices.",
    );
  });
});
