import { expect } from "vitest";
import { openModel } from "@/lib/adapters/ai";
import type { CoachCost, Feedback } from "@/lib/analyses/schema";
import type { CoachedAnalysis, EarlierRun } from "@/lib/coaching";
import { coach, type Ledger, type Spend } from "@/lib/coaching/service";
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

interface Entry {
  outcome: string;
  atMost: Spend;
  spend: Spend | null;
}

export interface Heard {
  feedback: Feedback;
  cost: CoachCost | null;
  sent: SentCall[];
  ledger: Entry[];
  tookMs: number;
}

export interface Given {
  model?: string;
  replies: Reply[];
  /** The service is not where it is looked for. */
  away?: boolean;
  analysis?: CoachedAnalysis;
  earlier?: EarlierRun[] | Error;
  stills?: number;
  video?: { contentType: string; sizeBytes: number };
  /** How often the ledger still lets a call through. */
  budgetCalls?: number;
  ledgerAway?: boolean;
}

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

const NOBODY_LISTENS = "http://127.0.0.1:1";

/** Has the run coached by a model at `bedrock`, and tells what was heard, sent and paid. */
export async function hear(bedrock: BedrockServer, given: Given, signal?: AbortSignal): Promise<Heard> {
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
      endpoint: given.away ? NOBODY_LISTENS : bedrock.endpoint,
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
export const standsIn =
  (reason: string, calls: number) =>
  ({ feedback, cost, sent, ledger }: Heard) => {
    expect(feedback.stoodInFor).toEqual({ engine: "bedrock", reason });
    expect(feedback.engine).toBe("rules");
    expect(feedback.focus?.cue).toBe("Tip into right turns as far as into left turns.");
    expect([sent.length, ledger.length, cost?.outcome]).toEqual([calls, calls, reason]);
    expect(ledger.some(({ outcome }) => outcome === "open")).toBe(false);
  };

/** The model's own words, after this many calls. */
export const speaks = (calls: number, more?: (heard: Heard) => void) => (heard: Heard) => {
  const { feedback, cost, sent, ledger } = heard;
  expect(feedback.engine).toBe("bedrock");
  expect(feedback.stoodInFor).toBeUndefined();
  expect(feedback.focus?.cue).toBe(GOOD.focus[0]!.cue);
  expect([sent.length, ledger.length, cost?.outcome]).toEqual([calls, calls, "answered"]);
  more?.(heard);
};

export const json = (value: unknown) => JSON.stringify(value);
export const EARLIER: EarlierRun[] = [{ turnCount: 9, values: { inclinationDeg: 38.7 } }];

/** A guarantee, what is given, and what must come of it. */
export type Case = [guarantee: string, given: Given, then: (heard: Heard) => void];
