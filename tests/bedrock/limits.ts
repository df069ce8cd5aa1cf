import { expect } from "vitest";
import { GOOD, PHOTO, RUN } from "./run";
import { byText, byTool, textOf } from "./server";
import { CLAUDE_45, json, type WireCase, writtenByModel, writtenByRules } from "./write-feedback";

/** The content of a question, and the cases in which none is sent. */
export const LIMITS: readonly WireCase[] = [
  [
    "feedback is written without earlier runs when they cannot be read",
    { earlier: new Error("away"), replies: [byTool(GOOD)] },
    writtenByModel(1),
  ],
  [
    "at most twelve stills are sent, each after its caption",
    { stills: 30, replies: [byTool(GOOD)] },
    writtenByModel(1, ({ sent: [call] }) => {
      const content: { text?: string; image?: { format: string; source: { bytes: string } } }[] =
        call!.body.messages[0].content;
      const images = content.flatMap((block) => block.image ?? []);
      expect(images).toHaveLength(12);
      expect(images[0]).toEqual({ format: "jpeg", source: { bytes: "/9j/2Q==" } });
      const before = content[content.findIndex((block) => block.image) - 1];
      expect(before?.text).toBe(`Still 1: apex of turn 1, at ${RUN.turns[0]!.apexS} s.`);
    }),
  ],
  [
    "a clip is sent as its S3 location to a model that takes video",
    { video: { contentType: "video/quicktime", sizeBytes: 5e6 }, replies: [byTool(GOOD)] },
    writtenByModel(1, ({ sent: [call] }) => {
      const videos = call!.body.messages[0].content.flatMap((block: { video?: object }) => block.video ?? []);
      expect(videos).toEqual([
        { format: "mov", source: { s3Location: { uri: "s3://media/runs/1/original.mp4" } } },
      ]);
    }),
  ],
  [
    "a clip is not sent to a model that takes no video",
    { model: CLAUDE_45, video: { contentType: "video/mp4", sizeBytes: 5e6 }, replies: [byText(json(GOOD))] },
    writtenByModel(1, ({ sent: [call] }) => expect(call!.raw).not.toContain("s3://")),
  ],
  [
    "a clip of more than a gigabyte is not sent",
    { video: { contentType: "video/mp4", sizeBytes: 1.1e9 }, replies: [byTool(GOOD)] },
    writtenByModel(1, ({ sent: [call] }) => expect(call!.raw).not.toContain("s3://")),
  ],
  [
    "the model is not called when the monthly budget is spent",
    { budgetCalls: 0, replies: [byTool(GOOD)] },
    writtenByRules("spent", 0),
  ],
  [
    "a budget that is spent by the first answer prevents the repair",
    { budgetCalls: 1, replies: [byText("no"), byTool(GOOD)] },
    (result) => {
      writtenByRules("spent", 1)(result);
      expect(result.cost?.tokensIn).toBe(1_000);
    },
  ],
  [
    "an unavailable budget prevents the call and the rules write",
    { budgetAway: true, replies: [byTool(GOOD)] },
    writtenByRules("unaccounted", 0),
  ],
  [
    "a photo is coached from its own values",
    {
      analysis: PHOTO,
      replies: [
        byTool({
          focus: [],
          strengths: [],
          notes: [{ text: "You lean {photo.inclinationDeg} here.", facts: ["photo.inclinationDeg"] }],
        }),
      ],
    },
    ({ feedback, sent: [call] }) => {
      expect(feedback.engine).toBe("bedrock");
      expect(feedback.notes[0]!.evidence).toEqual([
        { turn: null, atS: 0, measure: "inclinationDeg", statistic: "value", value: 44.6 },
      ]);
      expect(textOf(call!)).toContain("A photo, slalom.");
    },
  ],
  [
    "a run without turns is not sent to the model",
    { analysis: { ...RUN, turns: [] }, replies: [byTool(GOOD)] },
    ({ feedback, sent }) => {
      expect(feedback.stoodInFor?.reason).toBe("nothingMeasured");
      expect(sent).toEqual([]);
    },
  ],
];
