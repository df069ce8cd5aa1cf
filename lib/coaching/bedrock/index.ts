import {
  AiError,
  type AnswerShape,
  type ClipInS3,
  type Model,
  openModel,
  type QuestionPart,
  takesVideo,
} from "@/lib/adapters/ai";
import type { CoachingCost, Feedback, StandInReason } from "@/lib/analyses/schema";
import { log } from "@/lib/log";
import type { ModelBudget } from "../budget";
import { type CoachingFacts, factsOf } from "../facts";
import { keepGrounded } from "../grounding";
import type { CoachingMaterial, EarlierRun } from "../material";
import type { BedrockSettings } from "../settings";
import { ANSWER, feedbackOf, parseAnswer } from "./answer";
import { questionParts, repairPart, SYSTEM } from "./prompt";
import { failureOf, highestCostOf, ModelFeedbackError, UsageCounter } from "./usage";

export interface BedrockDeps {
  budget: ModelBudget;
  /** The athlete's own earlier runs, the latest first. */
  earlierRuns(): Promise<EarlierRun[]>;
  /** Null for a photo, and for a clip that is not in S3. */
  clip: ClipInS3 | null;
}

export type ModelFeedback =
  | { feedback: Feedback; cost: CoachingCost }
  | { feedback: null; reason: StandInReason; cost: CoachingCost };

const MAX_EARLIER = 5;
/** Deadline of all calls for one feedback, in multiples of `timeoutMs`. */
const DEADLINE_TIMEOUTS = 2;

const models = new WeakMap<BedrockSettings, Model>();

/** One client for each settings object, so that its connections last from one analysis to the next. */
function modelOf(settings: BedrockSettings): Model {
  const model = models.get(settings) ?? openModel(settings);
  models.set(settings, model);
  return model;
}

/**
 * Returns a model's feedback without ungrounded sentences; asks once more after an unusable answer. Takes at
 * most twice `timeoutMs`. @throws only the reason of `signal`, when it aborts
 */
export async function writeByModel(
  material: CoachingMaterial,
  settings: BedrockSettings,
  deps: BedrockDeps,
  signal: AbortSignal,
): Promise<ModelFeedback> {
  const usage = new UsageCounter(settings, deps.budget);
  const deadline = AbortSignal.timeout(settings.timeoutMs * DEADLINE_TIMEOUTS);
  try {
    if (material.analysis.turns.length === 0 && !material.analysis.still)
      throw new ModelFeedbackError("nothingMeasured");
    const feedback = await ask(material, settings, deps, usage, AbortSignal.any([signal, deadline]));
    return { feedback, cost: usage.total("answered") };
  } catch (error) {
    signal.throwIfAborted();
    const failed = deadline.aborted ? new ModelFeedbackError("timedOut", { cause: error }) : failureOf(error);
    log.warn(
      { reason: failed.reason, causes: causesOf(failed.cause) },
      "model feedback failed; rules engine used",
    );
    return { feedback: null, reason: failed.reason, cost: usage.total(failed.reason) };
  }
}

/** Messages only, because an error object may contain the question or the answer. */
const causesOf = (error: unknown): string[] =>
  error instanceof Error ? [error.message.slice(0, 300), ...causesOf(error.cause)] : [];

type Attempt =
  | { feedback: Feedback }
  | { failed: ModelFeedbackError; problems: string[]; said: string | null; shape?: AnswerShape };

interface Conversation {
  facts: CoachingFacts;
  model: Model;
  settings: BedrockSettings;
  usage: UsageCounter;
  signal: AbortSignal;
}

async function ask(
  material: CoachingMaterial,
  settings: BedrockSettings,
  deps: BedrockDeps,
  usage: UsageCounter,
  signal: AbortSignal,
): Promise<Feedback> {
  const earlier = await deps
    .earlierRuns()
    .then((runs) => runs.slice(0, MAX_EARLIER))
    .catch((error: unknown): EarlierRun[] => {
      log.warn({ err: error }, "earlier runs could not be read; feedback written without them");
      return [];
    });
  const model = modelOf(settings);
  const facts = factsOf(material.analysis, earlier);
  const clip = settings.video && deps.clip && takesVideo(model.abilities, deps.clip) ? deps.clip : null;
  const parts = questionParts(material, facts, clip);
  const conversation = { facts, model, settings, usage, signal };

  const first = await attempt(conversation, parts);
  if ("feedback" in first) return first.feedback;
  const second = await attempt(conversation, [...parts, repairPart(first.problems, first.said)], first.shape);
  if ("feedback" in second) return second.feedback;
  throw second.failed;
}

/** Asks once and reads the answer. @throws when asking again would not help. */
async function attempt(
  conversation: Conversation,
  parts: QuestionPart[],
  shape?: AnswerShape,
): Promise<Attempt> {
  const { model, settings, usage, signal } = conversation;
  const highest = highestCostOf(parts, SYSTEM.length + JSON.stringify(ANSWER).length, settings);
  try {
    const question = { system: SYSTEM, parts, answer: ANSWER };
    const { value } = await model.ask(question, { recorder: usage.recorder(highest), signal, shape });
    return read(value, conversation);
  } catch (error) {
    if (!(error instanceof AiError)) throw error;
    const failed = failureOf(error);
    if (error.fault === "malformed") return { failed, problems: [error.message], said: error.modelText };
    // The parameters that a model supports change; every model takes a schema in the prompt.
    const isSimpler = error.fault === "invalid" && (shape ?? model.abilities.shape) !== "text";
    if (isSimpler) return { failed, problems: ["it was not given as JSON"], said: null, shape: "text" };
    throw error;
  }
}

function read(value: unknown, { facts, usage }: Conversation): Attempt {
  const said = JSON.stringify(value);
  const parsed = parseAnswer(value);
  if ("problems" in parsed) {
    return { failed: new ModelFeedbackError("malformed"), problems: parsed.problems, said };
  }
  const { feedback, unknown } = feedbackOf(parsed.answer, facts);
  const kept = keepGrounded(feedback, facts);
  usage.ungroundedSentences += kept.sentences.length;
  usage.ungroundedFacts += kept.evidence.length + unknown.length;
  const { focus, notes } = kept.feedback;
  const isLost = feedback.focus ? focus === null : notes.length === 0;
  if (!isLost) return { feedback: kept.feedback };
  const problems = [
    ...kept.sentences,
    ...kept.evidence,
    ...unknown.map((name) => `There is no fact "${name}".`),
  ];
  return { failed: new ModelFeedbackError("ungrounded"), problems, said };
}
