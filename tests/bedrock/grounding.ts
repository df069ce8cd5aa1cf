import { expect } from "vitest";
import { type Case, EARLIER, speaks, standsIn } from "./hear";
import { GOOD, saying } from "./run";
import { byTool, textOf } from "./server";

/** What becomes of words that were not measured. */
export const GROUNDING: readonly Case[] = [
  [
    "an invented number goes with its sentence, the rest stays, and it is counted",
    {
      replies: [
        byTool(saying({ why: `${GOOD.focus[0]!.why} You ski 62 km/h. That is 15.8 degrees apart.` })),
      ],
    },
    speaks(1, ({ feedback, cost }) => {
      expect(feedback.focus?.why).toBe(GOOD.focus[0]!.why);
      expect(cost?.ungroundedSentences).toBe(2);
    }),
  ],
  [
    "an invented turn in the only reason loses the focus, which is repaired with the fault named",
    { replies: [byTool(saying({ why: "In your ninth turn you lean in." })), byTool(GOOD)] },
    speaks(2, ({ sent, cost }) => {
      expect(textOf(sent[1]!)).toContain('"ninth" in "In your ninth turn you lean in." was not measured.');
      expect(cost?.ungroundedSentences).toBe(1);
    }),
  ],
  [
    "a coach that goes on inventing is replaced",
    { replies: [byTool(saying({ why: "Half of your turns are late." }))] },
    standsIn("ungrounded", 2),
  ],
  [
    "a fact that is none is removed and counted",
    {
      replies: [byTool(saying({ facts: ["turn4.inclinationDeg", "turn4.speed", "turn99.inclinationDeg"] }))],
    },
    speaks(1, ({ feedback, cost }) => {
      expect(feedback.focus?.evidence.map(({ turn }) => turn)).toEqual([4]);
      expect(cost?.ungroundedFacts).toBe(2);
    }),
  ],
  [
    "a focus that rests on no fact is repaired",
    { replies: [byTool(saying({ facts: ["turn4.kneeFlexionOutsideDeg"] })), byTool(GOOD)] },
    speaks(2, ({ sent }) =>
      expect(textOf(sent[1]!)).toContain('There is no fact "turn4.kneeFlexionOutsideDeg".'),
    ),
  ],
  [
    "a number of an earlier run passes under a fact that says so",
    {
      earlier: EARLIER,
      replies: [
        byTool({
          ...GOOD,
          notes: [
            { text: "The lean was 38.7 degrees in an earlier run.", facts: ["earlier1.inclinationDeg"] },
            { text: "It was 38.7 degrees before.", facts: [] },
          ],
        }),
      ],
    },
    speaks(1, ({ feedback, sent }) => {
      expect(textOf(sent[0]!)).toContain("earlier1.inclinationDeg = 38.7");
      expect(feedback.notes).toHaveLength(1);
      expect(feedback.notes[0]!.evidence[0]).toMatchObject({ statistic: "earlier", value: 38.7 });
    }),
  ],
  [
    "an answer without a focus says why",
    {
      replies: [
        byTool({ focus: [], strengths: [], notes: [] }),
        byTool({ focus: [], strengths: [], notes: [{ text: "Nothing stands out.", facts: [] }] }),
      ],
    },
    ({ feedback, sent }) => {
      expect([feedback.engine, feedback.focus, sent.length]).toEqual(["bedrock", null, 2]);
      expect(feedback.notes[0]?.text).toBe("Nothing stands out.");
    },
  ],
];
