import { describe, expect, it } from "vitest";
import { authorWords } from "@/lib/analyses/schema";
import { measureRun } from "@/lib/measuring/measure-run";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { processBudget } from "./budget";
import { openCoachingEngine } from "./open-engine";
import { rulesFeedback } from "./rules-engine";
import type { CoachingSettings } from "./settings";

const truth = surveyScene({ durationS: 8, skiing: { leanLeftDeg: 50, leanRightDeg: 32 } });
const analysis = measureRun({ track: trackOfTruth(truth, 2), fps: truth.fps, kind: "video", cutsS: [] });
const material = { analysis, discipline: null, stills: [] };

const write = (settings: CoachingSettings) =>
  openCoachingEngine(settings, {
    budget: processBudget(),
    earlierRuns: async () => [],
    clip: null,
  }).write(material, new AbortController().signal);

describe("openCoachingEngine", () => {
  it("returns the engine of the settings, and its feedback names it", async () => {
    const { feedback, cost } = await write({ engine: "rules" });
    expect(feedback).toEqual(rulesFeedback({ analysis }));
    expect(feedback.engine).toBe("rules");
    expect(feedback.focus).not.toBeNull();
    expect(cost).toBeNull();
  });

  it("uses the rules engine, with the reason, when Bedrock is chosen but not set up", async () => {
    const { feedback } = await write({ engine: "bedrockNotSetUp", missing: ["BEDROCK_MODEL_ID"] });
    expect(feedback).toEqual({
      ...rulesFeedback({ analysis }),
      stoodInFor: { engine: "bedrock", reason: "notSetUp" },
    });
    expect(authorWords(feedback)).toBe(
      "Written by the rules coach, from the numbers of this run. The AI coach did not write it: it is not set up. The operator of this server can name a model and its prices.",
    );
  });
});
