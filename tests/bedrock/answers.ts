import { expect } from "vitest";
import { GOOD, RUN, withFocus } from "./run";
import { byReasoning, byText, byTool, byToolTwice, emptyAnswer, fails, textOf } from "./server";
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

/** How each model family is asked for JSON, and how an answer of another shape is handled. */
export const ANSWERS: readonly WireCase[] = [
  [
    "Nova is forced to call a tool and decodes greedily",
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
    "Claude 4.5 gets a JSON schema without the bounds that it refuses",
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
    "Claude Sonnet 4.6, which can run to the token limit under a schema, gets a tool",
    { model: CLAUDE_46, replies: [byTool(GOOD)] },
    writtenByModel(1, ({ sent: [call] }) => {
      expect(call!.body.toolConfig.toolChoice.tool.name).toBe("give_feedback");
      expect(call!.body.outputConfig).toBeUndefined();
    }),
  ],
  [
    "Claude 5.5 gets no forced tool and no sampling parameters, and its reasoning is not read as the answer",
    { model: CLAUDE_55, replies: [byReasoning(json(GOOD))] },
    writtenByModel(1, ({ sent: [call] }) => {
      expect(call!.body.toolConfig).toBeUndefined();
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
      expect(call!.body.additionalModelRequestFields).toBeUndefined();
      expect(call!.body.outputConfig.effort).toBe("low");
    }),
  ],
  [
    "an unknown model gets the schema in the prompt without sampling parameters, and its answer may be fenced",
    { model: UNKNOWN, replies: [byText(`Here it is:\n\`\`\`json\n${json(GOOD)}\n\`\`\``)] },
    writtenByModel(1, ({ sent: [call] }) => {
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
      expect([call!.body.toolConfig, call!.body.outputConfig]).toEqual([undefined, undefined]);
      expect(call!.body.system.at(-1).text).toContain("JSON schema");
    }),
  ],
  [
    "text beside the tool call is ignored",
    { replies: [byTool(GOOD, "<thinking>They lean 77 degrees.</thinking>")] },
    writtenByModel(1),
  ],
  ["a tool's input that is a string is read as JSON", { replies: [byTool(json(GOOD))] }, writtenByModel(1)],
  [
    "a malformed answer is asked for once more with its faults and its text",
    { replies: [byTool({ ...GOOD, strengths: "many" }), byTool(GOOD)] },
    writtenByModel(2, ({ sent, cost }) => {
      expect(textOf(sent[1]!)).toContain("strengths: Invalid input");
      expect(textOf(sent[1]!)).toContain('"strengths":"many"');
      expect(sent[1]!.body.messages).toHaveLength(1);
      expect([cost?.tokensIn, cost?.tokensOut]).toEqual([2_000, 400]);
    }),
  ],
  [
    "a second malformed answer ends in a fallback to the rules",
    { replies: [byText("no"), byText("no")] },
    writtenByRules("malformed", 2),
  ],
  [
    "an answer that calls the tool twice is asked for once more",
    { replies: [byToolTwice(GOOD, withFocus({ cue: "Other" })), byTool(GOOD)] },
    writtenByModel(2),
  ],
  ["an empty answer is asked for once more", { replies: [emptyAnswer(), byTool(GOOD)] }, writtenByModel(2)],
  [
    "an answer with an unknown concept is asked for once more",
    { replies: [byTool(withFocus({ concept: "carving" })), byTool(GOOD)] },
    writtenByModel(2, ({ sent }) => expect(textOf(sent[1]!)).toContain("focus.0.concept")),
  ],
  [
    "an answer with a cue of more than twelve words is asked for once more",
    { replies: [byTool(withFocus({ cue: "so ".repeat(13) })), byTool(GOOD)] },
    writtenByModel(2, ({ sent }) => expect(textOf(sent[1]!)).toContain("the cue has more than 12 words")),
  ],
  [
    "an answer with two focuses is asked for once more",
    { replies: [byTool({ ...GOOD, focus: [GOOD.focus[0], GOOD.focus[0]] }), byTool(GOOD)] },
    writtenByModel(2),
  ],
  [
    "a malformed tool call that the service rejects is asked for once more",
    {
      replies: [
        fails("ModelErrorException", 424, "The model produced an invalid sequence as part of ToolUse."),
        byTool(GOOD),
      ],
    },
    writtenByModel(2),
  ],
];
