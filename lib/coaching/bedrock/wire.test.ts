import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openModel } from "@/lib/adapters/ai";
import type { CoachCost, Feedback } from "@/lib/analyses/schema";
import { log } from "@/lib/log";
import { GOOD, RUN, saying } from "@/tests/bedrock/run";
import {
  BedrockServer,
  byText,
  byThought,
  byTool,
  byToolTwice,
  fails,
  nothingSaid,
  type Reply,
  type SentCall,
  textOf,
} from "@/tests/bedrock/server";
import type { CoachedAnalysis, EarlierRun } from "../analysis";
import { checkGrounded } from "../grounding";
import { coach } from "../service";
import type { Ledger, Spend } from "./spending";

const NOVA = "us.amazon.nova-2-lite-v1:0";
const CLAUDE_45 = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
const CLAUDE_46 = "global.anthropic.claude-sonnet-4-6";
const CLAUDE_55 = "us.anthropic.claude-opus-5-5";
const UNKNOWN = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.newcomer.model-1";

const MAX_TOKENS = 700;
const TIMEOUT_MS = 250;
const PRICES = { usdPerMTokIn: 0.3, usdPerMTokOut: 2.5 };

interface Entry {
  outcome: string;
  atMost: Spend;
  spend: Spend | null;
}

interface Heard {
  feedback: Feedback;
  cost: CoachCost | null;
  sent: SentCall[];
  ledger: Entry[];
  tookMs: number;
}

interface Given {
  model?: string;
  replies: Reply[];
  analysis?: CoachedAnalysis;
  earlier?: EarlierRun[] | Error;
  stills?: number;
  video?: { contentType: string; sizeBytes: number };
  /** How often the ledger still lets a call through. */
  budgetCalls?: number;
  ledgerAway?: boolean;
}

let bedrock: BedrockServer;
beforeAll(async () => {
  log.level = "silent";
  bedrock = await new BedrockServer().start();
});
afterAll(() => bedrock.stop());

function ledgerOf({ budgetCalls = Number.POSITIVE_INFINITY, ledgerAway }: Given, entries: Entry[]): Ledger {
  return {
    async open({ atMost }) {
      if (ledgerAway) throw new Error("the database is away");
      if (entries.length >= budgetCalls) return null;
      return String(entries.push({ outcome: "open", atMost, spend: null }) - 1);
    },
    async close(call, { outcome, spend }) {
      Object.assign(entries[Number(call)]!, { outcome, spend });
    },
  };
}

async function hear(given: Given, signal?: AbortSignal): Promise<Heard> {
  bedrock.script(...given.replies);
  const modelId = given.model ?? NOVA;
  const ledger: Entry[] = [];
  const { earlier = [], stills = 2 } = given;
  const material = {
    analysis: given.analysis ?? RUN,
    discipline: "SL",
    stills: Array.from({ length: stills }, (_, i) => ({
      atS: RUN.turns[i % RUN.turns.length]!.apexS,
      what: "apex" as const,
      turn: (i % RUN.turns.length) + 1,
      jpeg: new Uint8Array([0xff, 0xd8, 0xff, 0xd9]),
    })),
  };
  const desk = {
    model: openModel({
      modelId,
      region: "us-east-1",
      endpoint: bedrock.endpoint,
      maxTokens: MAX_TOKENS,
      timeoutMs: TIMEOUT_MS,
      retryFromMs: 5,
    }),
    prices: PRICES,
    maxTokens: MAX_TOKENS,
    timeoutMs: TIMEOUT_MS,
    ledger: ledgerOf(given, ledger),
    earlier: async () => {
      if (earlier instanceof Error) throw earlier;
      return earlier;
    },
    video: given.video ? { bucket: "media", key: "runs/1/original.mp4", ...given.video } : null,
  };
  const from = performance.now();
  const { feedback, cost } = await coach(material, { engine: "bedrock", desk }, signal);
  return { feedback, cost, sent: [...bedrock.sent], ledger, tookMs: performance.now() - from };
}

/** The rules stand in for this reason, after this many calls. */
const standsIn =
  (reason: string, calls: number) =>
  ({ feedback, cost, sent, ledger }: Heard) => {
    expect(feedback.stoodInFor).toEqual({ engine: "bedrock", reason });
    expect(feedback.engine).toBe("rules");
    expect(feedback.focus?.cue).toBe("Tip into right turns as far as into left turns.");
    expect([sent.length, ledger.length, cost?.outcome]).toEqual([calls, calls, reason]);
    expect(ledger.some(({ outcome }) => outcome === "open")).toBe(false);
  };

/** The model's own words, after this many calls. */
const speaks = (calls: number, more?: (heard: Heard) => void) => (heard: Heard) => {
  const { feedback, cost, sent, ledger } = heard;
  expect(feedback.engine).toBe("bedrock");
  expect(feedback.stoodInFor).toBeUndefined();
  expect(feedback.focus?.cue).toBe(GOOD.focus[0]!.cue);
  expect([sent.length, ledger.length, cost?.outcome]).toEqual([calls, calls, "answered"]);
  more?.(heard);
};

const json = (value: unknown) => JSON.stringify(value);
const EARLIER: EarlierRun[] = [{ turnCount: 9, values: { inclinationDeg: 38.7 } }];

const CASES: [guarantee: string, given: Given, then: (heard: Heard) => void][] = [
  [
    "Nova answers by the tool it is forced to call, decoding greedily",
    { replies: [byTool(GOOD)] },
    speaks(1, ({ sent: [call], feedback }) => {
      expect(call!.modelId).toBe(NOVA);
      expect(call!.body.toolConfig.toolChoice).toEqual({ tool: { name: "give_feedback" } });
      const schema = call!.body.toolConfig.tools[0].toolSpec.inputSchema.json;
      expect(Object.keys(schema).sort()).toEqual(["properties", "required", "type"]);
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS, temperature: 0 });
      expect(call!.body.additionalModelRequestFields).toEqual({ inferenceConfig: { topK: 1 } });
      expect(feedback.focus?.evidence[0]).toEqual({
        turn: 4,
        atS: RUN.turns[3]!.apexS,
        metric: "inclinationDeg",
        statistic: "value",
        value: 33.4,
      });
    }),
  ],
  [
    "Claude 4.5 answers by JSON schema, one without bounds that it refuses",
    { model: CLAUDE_45, replies: [byText(json(GOOD))] },
    speaks(1, ({ sent: [call] }) => {
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
    speaks(1, ({ sent: [call] }) => {
      expect(call!.body.toolConfig.toolChoice.tool.name).toBe("give_feedback");
      expect(call!.body.outputConfig).toBeUndefined();
    }),
  ],
  [
    "Claude 5.5 is sent neither a forced tool nor sampling parameters, and its thoughts are not its answer",
    { model: CLAUDE_55, replies: [byThought(json(GOOD))] },
    speaks(1, ({ sent: [call] }) => {
      expect(call!.body.toolConfig).toBeUndefined();
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
      expect(call!.body.additionalModelRequestFields).toBeUndefined();
      expect(call!.body.outputConfig.effort).toBe("low");
    }),
  ],
  [
    "a model nobody knows is asked in words, without sampling parameters, and may fence its answer",
    { model: UNKNOWN, replies: [byText(`Here it is:\n\`\`\`json\n${json(GOOD)}\n\`\`\``)] },
    speaks(1, ({ sent: [call] }) => {
      expect(call!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
      expect([call!.body.toolConfig, call!.body.outputConfig]).toEqual([undefined, undefined]);
      expect(call!.body.system.at(-1).text).toContain("JSON schema");
    }),
  ],
  [
    "a model that refuses the shape it is asked in is asked once more in words",
    {
      model: CLAUDE_45,
      replies: [
        fails("ValidationException", 400, "outputConfig.textFormat: not supported"),
        byText(json(GOOD)),
      ],
    },
    speaks(2, ({ sent }) => {
      expect(sent[0]!.body.outputConfig).toBeDefined();
      expect(sent[1]!.body.outputConfig).toBeUndefined();
      expect(sent[1]!.body.inferenceConfig).toEqual({ maxTokens: MAX_TOKENS });
    }),
  ],
  [
    "text beside the tool does no harm",
    { replies: [byTool(GOOD, "<thinking>They lean 77 degrees.</thinking>")] },
    speaks(1),
  ],
  ["a tool's input that is a string is read as JSON", { replies: [byTool(json(GOOD))] }, speaks(1)],
  [
    "a malformed answer is repaired once, the model being told what was wrong and what it said",
    { replies: [byTool({ ...GOOD, strengths: "many" }), byTool(GOOD)] },
    speaks(2, ({ sent, cost }) => {
      expect(textOf(sent[1]!)).toContain("strengths: Invalid input");
      expect(textOf(sent[1]!)).toContain('"strengths":"many"');
      expect(sent[1]!.body.messages).toHaveLength(1);
      expect([cost?.tokensIn, cost?.tokensOut]).toEqual([2_000, 400]);
    }),
  ],
  [
    "a second malformed answer is the last",
    { replies: [byText("no"), byText("no")] },
    standsIn("malformed", 2),
  ],
  [
    "a tool called twice is no answer, and asked for once more",
    { replies: [byToolTwice(GOOD, saying({ cue: "Other" })), byTool(GOOD)] },
    speaks(2),
  ],
  ["an empty answer is repaired", { replies: [nothingSaid(), byTool(GOOD)] }, speaks(2)],
  [
    "an unknown concept is repaired",
    { replies: [byTool(saying({ concept: "carving" })), byTool(GOOD)] },
    speaks(2, ({ sent }) => expect(textOf(sent[1]!)).toContain("focus.0.concept")),
  ],
  [
    "a cue of more than a dozen words is repaired",
    { replies: [byTool(saying({ cue: "so ".repeat(13) })), byTool(GOOD)] },
    speaks(2, ({ sent }) => expect(textOf(sent[1]!)).toContain("the cue has more than 12 words")),
  ],
  [
    "two focuses are one too many",
    { replies: [byTool({ ...GOOD, focus: [GOOD.focus[0], GOOD.focus[0]] }), byTool(GOOD)] },
    speaks(2),
  ],
  [
    "a truncated answer is an error, however whole it looks, and is not asked for again",
    { model: CLAUDE_45, replies: [byText(json(GOOD), "max_tokens")] },
    standsIn("truncated", 1),
  ],
  [
    "a full context window is one too",
    { replies: [byText("", "model_context_window_exceeded")] },
    standsIn("truncated", 1),
  ],
  [
    "a content filter is a refusal",
    { replies: [byText("I cannot", "content_filtered")] },
    standsIn("refused", 1),
  ],
  [
    "a guardrail is a refusal",
    { replies: [byText("Blocked.", "guardrail_intervened")] },
    standsIn("refused", 1),
  ],
  [
    "a model's own refusal is one",
    { model: CLAUDE_55, replies: [byText("", "refusal")] },
    standsIn("refused", 1),
  ],
  [
    "a malformed tool call that the service notices is repaired",
    {
      replies: [
        fails("ModelErrorException", 424, "The model produced an invalid sequence as part of ToolUse."),
        byTool(GOOD),
      ],
    },
    speaks(2),
  ],
  [
    "throttling passes, and what was throttled costs nothing",
    { replies: [fails("ThrottlingException", 429), fails("ThrottlingException", 429), byTool(GOOD)] },
    speaks(3, ({ ledger, cost }) => {
      expect(ledger.map(({ outcome }) => outcome)).toEqual(["throttled", "throttled", "answered"]);
      expect([cost?.tokensIn, cost?.microUsd]).toEqual([1_000, 800]);
    }),
  ],
  [
    "throttling for ever ends after three calls",
    { replies: [fails("ThrottlingException", 429)] },
    standsIn("throttled", 3),
  ],
  [
    "a day's tokens used up are no throttling that passes",
    {
      replies: [
        fails("ThrottlingException", 429, "Too many tokens per day, please wait before trying again."),
      ],
    },
    standsIn("quota", 1),
  ],
  [
    "an error inside the service passes",
    { replies: [fails("InternalServerException", 500), byTool(GOOD)] },
    speaks(2),
  ],
  [
    "a service that stays away ends after three calls",
    { replies: [fails("ServiceUnavailableException", 503)] },
    standsIn("unavailable", 3),
  ],
  [
    "a model that is not ready yet may be a moment later",
    { replies: [fails("ModelNotReadyException", 429), byTool(GOOD)] },
    speaks(2),
  ],
  [
    "a model that ran out of time is asked again",
    { replies: [fails("ModelTimeoutException", 408), byTool(GOOD)] },
    speaks(2),
  ],
  [
    "a model that failed within is asked again",
    { replies: [fails("ModelErrorException", 424), byTool(GOOD)] },
    speaks(2),
  ],
  [
    "a silent service costs two timeouts at most, and what it may have cost is counted",
    { replies: [{ hang: true }] },
    (heard) => {
      const { feedback, ledger, tookMs, cost } = heard;
      expect(feedback.stoodInFor?.reason).toBe("timedOut");
      expect(tookMs).toBeLessThan(2 * TIMEOUT_MS + 400);
      expect(ledger.length).toBeLessThanOrEqual(2);
      for (const { outcome, spend } of ledger) expect([outcome, spend]).toEqual(["timedOut", null]);
      expect(cost?.tokensOut).toBe(ledger.length * MAX_TOKENS);
      expect(cost?.microUsd).toBe(ledger.reduce((sum, { atMost }) => sum + atMost.microUsd, 0));
    },
  ],
  [
    "a connection cut in the middle of an answer is tried again",
    { replies: [{ cut: true }, byTool(GOOD)] },
    speaks(2),
  ],
  [
    "a question that is not accepted even in words is not asked again",
    { model: UNKNOWN, replies: [fails("ValidationException", 400, "Malformed input request")] },
    standsIn("invalid", 1),
  ],
  [
    "a retired model is gone",
    { replies: [fails("ValidationException", 400, "The provided model identifier is invalid.")] },
    standsIn("modelGone", 1),
  ],
  [
    "a model that wants an inference profile is as good as gone",
    {
      replies: [
        fails(
          "ValidationException",
          400,
          "Invocation of model ID x with on-demand throughput isn’t supported.",
        ),
      ],
    },
    standsIn("modelGone", 1),
  ],
  [
    "a model that was never there is gone",
    { replies: [fails("ResourceNotFoundException", 404)] },
    standsIn("modelGone", 1),
  ],
  [
    "a model the account has no access to is gone",
    {
      replies: [
        fails(
          "AccessDeniedException",
          403,
          "You don't have access to the model with the specified model ID.",
        ),
      ],
    },
    standsIn("modelGone", 1),
  ],
  [
    "a role that may not call models is told apart",
    {
      replies: [
        fails("AccessDeniedException", 403, "User is not authorized to perform: bedrock:InvokeModel"),
      ],
    },
    standsIn("denied", 1),
  ],
  [
    "a used up quota is not tried again",
    { replies: [fails("ServiceQuotaExceededException", 400)] },
    standsIn("quota", 1),
  ],
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
    "earlier runs that cannot be read are done without",
    { earlier: new Error("away"), replies: [byTool(GOOD)] },
    speaks(1),
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
  [
    "at most twelve stills are sent, each under its moment",
    { stills: 30, replies: [byTool(GOOD)] },
    speaks(1, ({ sent: [call] }) => {
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
    "a clip is handed by its address in S3 to a model that takes video",
    { video: { contentType: "video/quicktime", sizeBytes: 5e6 }, replies: [byTool(GOOD)] },
    speaks(1, ({ sent: [call] }) => {
      const videos = call!.body.messages[0].content.flatMap((block: { video?: object }) => block.video ?? []);
      expect(videos).toEqual([
        { format: "mov", source: { s3Location: { uri: "s3://media/runs/1/original.mp4" } } },
      ]);
    }),
  ],
  [
    "a clip is not handed to a model that takes none",
    { model: CLAUDE_45, video: { contentType: "video/mp4", sizeBytes: 5e6 }, replies: [byText(json(GOOD))] },
    speaks(1, ({ sent: [call] }) => expect(call!.raw).not.toContain("s3://")),
  ],
  [
    "a clip of more than a gigabyte is not handed over",
    { video: { contentType: "video/mp4", sizeBytes: 1.1e9 }, replies: [byTool(GOOD)] },
    speaks(1, ({ sent: [call] }) => expect(call!.raw).not.toContain("s3://")),
  ],
  [
    "the model is not called once the month's money is spent",
    { budgetCalls: 0, replies: [byTool(GOOD)] },
    standsIn("spent", 0),
  ],
  [
    "money that runs out between the answer and its repair stops the repair",
    { budgetCalls: 1, replies: [byText("no"), byTool(GOOD)] },
    (heard) => {
      standsIn("spent", 1)(heard);
      expect(heard.cost?.tokensIn).toBe(1_000);
    },
  ],
  [
    "a ledger that does not answer stops spending, not coaching",
    { ledgerAway: true, replies: [byTool(GOOD)] },
    standsIn("unaccounted", 0),
  ],
  [
    "a run without turns is not sent",
    { analysis: { ...RUN, turns: [] }, replies: [byTool(GOOD)] },
    ({ feedback, sent }) => {
      expect(feedback.stoodInFor?.reason).toBe("nothingMeasured");
      expect(sent).toEqual([]);
    },
  ],
];

describe("the coach on the wire", () => {
  it.each(CASES)("%s", async (_, given, then) => {
    const heard = await hear(given);
    then(heard);
    const earlier = Array.isArray(given.earlier) ? given.earlier : [];
    expect(checkGrounded(heard.feedback, { analysis: given.analysis ?? RUN, earlier })).toEqual([]);
  });

  it("stops at once when the analysis is given up, and says nothing", async () => {
    const lease = new AbortController();
    const heard = hear({ replies: [{ hang: true }] }, lease.signal);
    await expect.poll(() => bedrock.sent.length).toBe(1);
    lease.abort(new Error("the lease is lost"));
    await expect(heard).rejects.toThrow("the lease is lost");
    expect(bedrock.sent).toHaveLength(1);
  });

  it("names each of its guarantees once, and at least thirty of them", () => {
    const names = CASES.map(([guarantee]) => guarantee);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(30);
  });
});
