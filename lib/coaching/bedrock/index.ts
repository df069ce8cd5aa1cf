import {
  AiError,
  type AnswerShape,
  type Model,
  type Part,
  takesVideo,
  type VideoAt,
} from "@/lib/adapters/ai";
import type { CoachCost, Feedback } from "@/lib/analyses/schema";
import { log } from "@/lib/log";
import type { EarlierRun } from "../analysis";
import { keepGrounded } from "../grounding";
import { ANSWER, feedbackOf, parseAnswer } from "./answer";
import { type Fact, factsOf } from "./facts";
import { type CoachMaterial, partsOf, repairPart, SYSTEM } from "./prompt";
import { atMostOf, CoachFailed, failureOf, type Ledger, type Prices, Tally } from "./spending";

export type { CoachMaterial } from "./prompt";
export type { Ledger, Prices, Spend } from "./spending";

/** What the coach needs of the outside; whoever runs it brings it along. */
export interface BedrockDesk {
  model: Model;
  prices: Prices;
  maxTokens: number;
  /** Of one call; all of them with their pauses take at most twice as long. */
  timeoutMs: number;
  ledger: Ledger;
  /** The athlete's own earlier runs, the latest first. */
  earlier(): Promise<EarlierRun[]>;
  /** The clip, where models are to see it. */
  video: VideoAt | null;
}

export type BedrockOutcome =
  | { feedback: Feedback; cost: CoachCost }
  | { feedback: null; failed: CoachFailed; cost: CoachCost };

/** Few runs say where an athlete comes from; more would bury the run itself. */
const MAX_EARLIER = 5;
const DEADLINE_TIMEOUTS = 2;

/**
 * Feedback by a model: what it said, less what was not measured. An answer that cannot be used is asked for once more with
 * the faults named. Ends within twice `timeoutMs`, whatever the service does, and changes nothing but the ledger.
 * @throws only the reason of `signal`, when it aborts.
 */
export async function bedrockCoach(
  material: CoachMaterial,
  desk: BedrockDesk,
  signal: AbortSignal,
): Promise<BedrockOutcome> {
  const tally = new Tally(desk.model.modelId, desk.prices, desk.ledger);
  const deadline = AbortSignal.timeout(desk.timeoutMs * DEADLINE_TIMEOUTS);
  try {
    if (material.analysis.turns.length === 0 && !material.analysis.still)
      throw new CoachFailed("nothingMeasured");
    const feedback = await ask(material, desk, tally, AbortSignal.any([signal, deadline]));
    return { feedback, cost: tally.read("answered") };
  } catch (error) {
    signal.throwIfAborted();
    const failed = deadline.aborted ? new CoachFailed("timedOut", { cause: error }) : failureOf(error);
    log.warn({ reason: failed.reason, because: causesOf(failed.cause) }, "the model wrote no feedback");
    return { feedback: null, failed, cost: tally.read(failed.reason) };
  }
}

/** The messages down to the first cause; never what the model said or was sent, which errors may carry along. */
const causesOf = (error: unknown): string[] =>
  error instanceof Error ? [error.message.slice(0, 300), ...causesOf(error.cause)] : [];

type Attempt =
  | { feedback: Feedback }
  | { failed: CoachFailed; problems: string[]; said: string | null; shape?: AnswerShape };

async function ask(
  material: CoachMaterial,
  desk: BedrockDesk,
  tally: Tally,
  signal: AbortSignal,
): Promise<Feedback> {
  const earlier = await desk
    .earlier()
    .then((runs) => runs.slice(0, MAX_EARLIER))
    .catch((error: unknown): EarlierRun[] => {
      log.warn({ err: error }, "earlier runs could not be read; coached without them");
      return [];
    });
  const facts = factsOf(material.analysis, earlier);
  const video = desk.video && takesVideo(desk.model.abilities, desk.video) ? desk.video : null;
  const parts = partsOf(material, facts, earlier, video);
  const turn = { material, earlier, facts, desk, tally, signal };

  const first = await attempt(turn, parts);
  if ("feedback" in first) return first.feedback;
  const second = await attempt(turn, [...parts, repairPart(first.problems, first.said)], first.shape);
  if ("feedback" in second) return second.feedback;
  throw second.failed;
}

interface Turn {
  material: CoachMaterial;
  earlier: readonly EarlierRun[];
  facts: readonly Fact[];
  desk: BedrockDesk;
  tally: Tally;
  signal: AbortSignal;
}

/** One question with its answer read. @throws when the answer is not worth asking for again. */
async function attempt(turn: Turn, parts: Part[], shape?: AnswerShape): Promise<Attempt> {
  const { desk, tally, signal } = turn;
  const atMost = atMostOf(parts, SYSTEM.length + JSON.stringify(ANSWER).length, desk.maxTokens, desk.prices);
  try {
    const question = { system: SYSTEM, parts, answer: ANSWER };
    const { value } = await desk.model.ask(question, { meter: tally.meter(atMost), signal, shape });
    return read(value, turn);
  } catch (error) {
    if (!(error instanceof AiError)) throw error;
    const failed = failureOf(error);
    if (error.fault === "malformed") return { failed, problems: [error.message], said: error.said };
    // What a model can do changes; asked in words, any can answer.
    const plainer = error.fault === "invalid" && (shape ?? desk.model.abilities.shape) !== "text";
    if (plainer) return { failed, problems: ["it was not given as JSON"], said: null, shape: "text" };
    throw error;
  }
}

function read(value: unknown, { material, earlier, facts, tally }: Turn): Attempt {
  const said = JSON.stringify(value);
  const parsed = parseAnswer(value);
  if ("problems" in parsed) return { failed: new CoachFailed("malformed"), problems: parsed.problems, said };
  const { feedback, unknown } = feedbackOf(parsed.answer, facts);
  const kept = keepGrounded(feedback, { analysis: material.analysis, earlier });
  tally.ungroundedSentences += kept.sentences.length;
  tally.ungroundedFacts += kept.facts.length + unknown.length;
  const { focus, notes } = kept.feedback;
  const lost = feedback.focus ? focus === null : notes.length === 0;
  if (!lost) return { feedback: kept.feedback };
  const problems = [...kept.sentences, ...kept.facts, ...unknown.map((id) => `There is no fact "${id}".`)];
  return { failed: new CoachFailed("ungrounded"), problems, said };
}
