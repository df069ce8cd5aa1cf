import { expect } from "vitest";
import type { CoachingCost, Feedback } from "@/lib/analyses/schema";
import type { CallCost, ModelBudget } from "@/lib/coaching/budget";
import type { CoachedAnalysis, EarlierRun } from "@/lib/coaching/material";
import { openCoachingEngine } from "@/lib/coaching/open-engine";
import { GOOD, RUN } from "./run";
import type { BedrockServer, Reply, SentCall } from "./server";

export const NOVA = "us.amazon.nova-2-lite-v1:0";
export const CLAUDE_45 = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
export const CLAUDE_46 = "global.anthropic.claude-sonnet-4-6";
export const CLAUDE_55 = "us.anthropic.claude-opus-5-5";
export const UNKNOWN = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.newcomer.model-1";

export const MAX_TOKENS = 700;
export const TIMEOUT_MS = 250;
const PRICES = { usdPerMTokIn: 0.3, usdPerMTokOut: 2.5 };

interface RecordedCall {
  outcome: string;
  highest: CallCost;
  cost: CallCost | null;
}

export interface WireResult {
  feedback: Feedback;
  cost: CoachingCost | null;
  sent: SentCall[];
  calls: RecordedCall[];
  tookMs: number;
}

export interface WireInput {
  model?: string;
  replies: Reply[];
  /** Nothing listens at the endpoint. */
  away?: boolean;
  analysis?: CoachedAnalysis;
  earlier?: EarlierRun[] | Error;
  stills?: number;
  video?: { contentType: string; sizeBytes: number };
  /** The number of calls that the budget allows. */
  budgetCalls?: number;
  budgetAway?: boolean;
}

function budgetOf(
  { budgetCalls = Number.POSITIVE_INFINITY, budgetAway }: WireInput,
  calls: RecordedCall[],
): ModelBudget {
  return {
    async reserve({ highest }) {
      if (budgetAway) throw new Error("the database is unavailable");
      if (calls.length >= budgetCalls) return null;
      return String(calls.push({ outcome: "open", highest, cost: null }) - 1);
    },
    async settle(callId, { outcome, cost }) {
      Object.assign(calls[Number(callId)]!, { outcome, cost });
    },
  };
}

const UNUSED_ENDPOINT = "http://127.0.0.1:1";

/** Runs the Bedrock engine against the local server and returns the feedback, the calls and their cost. */
export async function writeFeedback(
  bedrock: BedrockServer,
  input: WireInput,
  signal: AbortSignal = new AbortController().signal,
): Promise<WireResult> {
  bedrock.script(...input.replies);
  const calls: RecordedCall[] = [];
  const { earlier = [], stills = 2, video } = input;
  const material = {
    analysis: input.analysis ?? RUN,
    discipline: "SL",
    stills: Array.from({ length: stills }, (_, i) => ({
      atS: RUN.turns[i % RUN.turns.length]!.apexS,
      kind: "apex" as const,
      turn: (i % RUN.turns.length) + 1,
      jpeg: new Uint8Array([0xff, 0xd8, 0xff, 0xd9]),
    })),
  };
  const engine = openCoachingEngine(
    {
      engine: "bedrock",
      modelId: input.model ?? NOVA,
      region: "us-east-1",
      endpoint: input.away ? UNUSED_ENDPOINT : bedrock.endpoint,
      maxTokens: MAX_TOKENS,
      timeoutMs: TIMEOUT_MS,
      retryFromMs: 5,
      ...PRICES,
      monthlyUsd: 20,
      video: video !== undefined,
    },
    {
      budget: budgetOf(input, calls),
      earlierRuns: async () => {
        if (earlier instanceof Error) throw earlier;
        return earlier;
      },
      clip: video ? { bucket: "media", key: "runs/1/original.mp4", ...video } : null,
    },
  );
  const startedAt = performance.now();
  const { feedback, cost } = await engine.write(material, signal);
  return { feedback, cost, sent: [...bedrock.sent], calls, tookMs: performance.now() - startedAt };
}

/** Asserts that the rules engine wrote the feedback for this reason, after this many calls. */
export const writtenByRules =
  (reason: string, calls: number) =>
  ({ feedback, cost, sent, calls: recorded }: WireResult) => {
    expect(feedback.stoodInFor).toEqual({ engine: "bedrock", reason });
    expect(feedback.engine).toBe("rules");
    expect(feedback.focus?.cue).toBe("Tip into right turns as far as into left turns.");
    expect([sent.length, recorded.length, cost?.outcome]).toEqual([calls, calls, reason]);
    expect(recorded.some(({ outcome }) => outcome === "open")).toBe(false);
  };

/** Asserts that the model wrote the feedback, after this many calls. */
export const writtenByModel =
  (calls: number, more?: (result: WireResult) => void) => (result: WireResult) => {
    const { feedback, cost, sent, calls: recorded } = result;
    expect(feedback.engine).toBe("bedrock");
    expect(feedback.stoodInFor).toBeUndefined();
    expect(feedback.focus?.cue).toBe(GOOD.focus[0]!.cue);
    expect([sent.length, recorded.length, cost?.outcome]).toEqual([calls, calls, "answered"]);
    more?.(result);
  };

export const json = (value: unknown) => JSON.stringify(value);
export const EARLIER: EarlierRun[] = [
  { turnCount: 9, medians: { inclinationDeg: { value: 58.7, plusMinus: 1.2 } } },
];

/** A guarantee, its input and its assertions. */
export type WireCase = [guarantee: string, input: WireInput, check: (result: WireResult) => void];
