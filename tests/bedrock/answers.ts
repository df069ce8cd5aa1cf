import { expect } from "vitest";
import { GOOD, RUN, saying } from "./run";
import { byText, byThought, byTool, byToolTwice, fails, nothingSaid, textOf } from "./server";
import {
  CLAUDE_45,
  CLAUDE_46,
  CLAUDE_55,
  json,
  MAX_TOKENS,
  NOVA,
  UNKNOWN,
  type WireCase,
  writtenByModel,
  writtenByRules,
} from "./write-feedback";

/** How a model is asked for JSON by its family, and what is done with an answer of another shape. */
export const ANSWERS: readonly WireCase[] = [
  [
    "Nova answers by the tool it is forced to call, decoding greedily",
    { replies: [byTool(GOOD)] },
    writtenByModel(1, ({ sent: [call], feedback }) => {
      expect(call!.modelId).toBe(NOVA);
      expect(call!.body.toolConfig.toolChoice).toEqual({ tool: { name: "give_feedback" } });
      const schema = call!.body.toolConfig.tools[0].toolSpec.inputSchema.json;
      expect(Object.keys(schema).sort()).toEqual(["properties", "required", "type"]);
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS, temperature: 0 });
      expect(call!.body.additionalModelRequestFields).toEqual({ inferenceConfig: { topK: 1 } });
      expect(feedback.focus?.evidence[0]).toEqual({
        turn: 4,
        atS: RUN.turns[3]!.apexS,
        measure: "inclinationDeg",
        statistic: "value",
        value: 33.4,
      });
    }),
  ],
  [
    "Claude 4.5 answers by JSON schema, one without bounds that it refuses",
    { model: CLAUDE_45, replies: [byText(json(GOOD))] },
    writtenByModel(1, ({ sent: [call] }) => {
      expect(call!.body.toolConfig).toBeUndefined();
      const { type, structure } = call!.body.outputConfig.textFormat;
      expect(type).toBe("json_schema");
      const schema = JSON.parse(structure.jsonSchema.schema);
      expect(schema.additionalProperties).toBe(false);
      expect(structure.jsonSchema.schema).not.toMatch(/min(Length|Items)|max(Length|Items)|\$schema/);
    }),
  ],
  [
    "Claude Sonnet 4.6, which runs on under a schema, is given a tool",
    { model: CLAUDE_46, replies: [byTool(GOOD)] },
    writtenByModel(1, ({ sent: [call] }) => {
      expect(call!.body.toolConfig.toolChoice.tool.name).toBe("give_feedback");
      expect(call!.body.outputConfig).toBeUndefined();
    }),
  ],
  [
    "Claude 5.5 is sent neither a forced tool nor sampling parameters, and its thoughts are not its answer",
    { model: CLAUDE_55, replies: [byThought(json(GOOD))] },
    writtenByModel(1, ({ sent: [call] }) => {
      expect(call!.body.toolConfig).toBeUndefined();
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
      expect(call!.body.additionalModelRequestFields).toBeUndefined();
      expect(call!.body.outputConfig.effort).toBe("low");
    }),
  ],
  [
    "a model nobody knows is asked in words, without sampling parameters, and may fence its answer",
    { model: UNKNOWN, replies: [byText(`Here it is:\n\`\`\`json\n${json(GOOD)}\n\`\`\``)] },
    writtenByModel(1, ({ sent: [call] }) => {
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
      expect([call!.body.toolConfig, call!.body.outputConfig]).toEqual([undefined, undefined]);
      expect(call!.body.system.at(-1).text).toContain("JSON schema");
    }),
  ],
  [
    "text beside the tool does no harm",
    { replies: [byTool(GOOD, "<thinking>They lean 77 degrees.</thinking>")] },
    writtenByModel(1),
  ],
  ["a tool's input that is a string is read as JSON", { replies: [byTool(json(GOOD))] }, writtenByModel(1)],
  [
    "a malformed answer is repaired once, the model being told what was wrong and what it said",
    { replies: [byTool({ ...GOOD, strengths: "many" }), byTool(GOOD)] },
    writtenByModel(2, ({ sent, cost }) => {
      expect(textOf(sent[1]!)).toContain("strengths: Invalid input");
      expect(textOf(sent[1]!)).toContain('"strengths":"many"');
      expect(sent[1]!.body.messages).toHaveLength(1);
      expect([cost?.tokensIn, cost?.tokensOut]).toEqual([2_000, 400]);
    }),
  ],
  [
    "a second malformed answer is the last",
    { replies: [byText("no"), byText("no")] },
    writtenByRules("malformed", 2),
  ],
  [
    "a tool called twice is no answer, and asked for once more",
    { replies: [byToolTwice(GOOD, saying({ cue: "Other" })), byTool(GOOD)] },
    writtenByModel(2),
  ],
  ["an empty answer is repaired", { replies: [nothingSaid(), byTool(GOOD)] }, writtenByModel(2)],
  [
    "an unknown concept is repaired",
    { replies: [byTool(saying({ concept: "carving" })), byTool(GOOD)] },
    writtenByModel(2, ({ sent }) => expect(textOf(sent[1]!)).toContain("focus.0.concept")),
  ],
  [
    "a cue of more than a dozen words is repaired",
    { replies: [byTool(saying({ cue: "so ".repeat(13) })), byTool(GOOD)] },
    writtenByModel(2, ({ sent }) => expect(textOf(sent[1]!)).toContain("the cue has more than 12 words")),
  ],
  [
    "an answer with two focuses is repaired",
    { replies: [byTool({ ...GOOD, focus: [GOOD.focus[0], GOOD.focus[0]] }), byTool(GOOD)] },
    writtenByModel(2),
  ],
  [
    "a malformed tool call that the service notices is repaired",
    {
      replies: [
        fails("ModelErrorException", 424, "The model produced an invalid sequence as part of ToolUse."),
        byTool(GOOD),
      ],
    },
    writtenByModel(2),
  ],
];
