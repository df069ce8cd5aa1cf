import { expect } from "vitest";
import { GOOD, withFocus } from "./run";
import { byTool, textOf } from "./server";
import { EARLIER, type WireCase, writtenByModel, writtenByRules } from "./write-feedback";

/** Answers with statements that were not measured. */
export const GROUNDING: readonly WireCase[] = [
  [
    "a sentence with an invented number is removed and counted, and the rest stays",
    {
      replies: [
        byTool(
          withFocus({
            why: `${GOOD.focus[0]!.why} In {turn4} you ski 62 km/h. In {turn4} you lean 15.8 degrees less.`,
          }),
        ),
      ],
    },
    writtenByModel(1, ({ feedback, cost }) => {
      expect(feedback.focus?.why).toBe(GOOD.focus[0]!.why);
      expect(cost?.ungroundedSentences).toBe(2);
    }),
  ],
  [
    "a focus whose only reason is invented is asked for once more with the fault named",
    { replies: [byTool(withFocus({ why: "In your ninth turn you lean in." })), byTool(GOOD)] },
    writtenByModel(2, ({ sent, cost }) => {
      expect(textOf(sent[1]!)).toContain('There is no slot, in "In your ninth turn you lean in.".');
      expect(cost?.ungroundedSentences).toBe(1);
    }),
  ],
  [
    "a model that invents twice is replaced by the rules",
    { replies: [byTool(withFocus({ why: "Half of your turns are late, look at {turn4}." }))] },
    writtenByRules("ungrounded", 2),
  ],
  [
    "an unknown fact is removed and counted",
    {
      replies: [
        byTool(withFocus({ facts: ["turn4.inclinationDeg", "turn4.speed", "turn99.inclinationDeg"] })),
      ],
    },
    writtenByModel(1, ({ feedback, cost }) => {
      expect(feedback.focus?.evidence.map(({ turn }) => turn)).toEqual([4]);
      expect(cost?.ungroundedFacts).toBe(2);
    }),
  ],
  [
    "a focus without a known fact is asked for once more",
    { replies: [byTool(withFocus({ facts: ["turn4.kneeFlexionOutsideDeg"] })), byTool(GOOD)] },
    writtenByModel(2, ({ sent }) =>
      expect(textOf(sent[1]!)).toContain('There is no fact "turn4.kneeFlexionOutsideDeg".'),
    ),
  ],
  [
    "a difference from an earlier run is cited as a finding, with the earlier value as its evidence",
    {
      earlier: EARLIER,
      replies: [
        byTool({
          ...GOOD,
          notes: [
            { text: "{finding5}.", facts: ["finding5"] },
            { text: "It was 58.7 degrees before, as {turn4} shows.", facts: [] },
          ],
        }),
      ],
    },
    writtenByModel(1, ({ feedback, sent }) => {
      expect(textOf(sent[0]!)).toContain(
        "finding5 = your lean at the apex is 23 ± 4° smaller than in an earlier run",
      );
      expect(feedback.notes).toHaveLength(1);
      expect(feedback.notes[0]!.evidence[0]).toMatchObject({ statistic: "earlier", value: 58.7 });
    }),
  ],
  [
    "an answer without a focus and without a note is asked for once more",
    {
      replies: [
        byTool({ focus: [], strengths: [], notes: [] }),
        byTool({ focus: [], strengths: [], notes: [{ text: "Look at {turn4}.", facts: [] }] }),
      ],
    },
    ({ feedback, sent }) => {
      expect([feedback.engine, feedback.focus, sent.length]).toEqual(["bedrock", null, 2]);
      expect(feedback.notes[0]?.text).toBe("Look at {turn4}.");
    },
  ],
];
