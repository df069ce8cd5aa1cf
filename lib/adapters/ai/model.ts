import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandOutput,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import pRetry from "p-retry";
import { endpointOptions } from "@/lib/adapters/aws/endpoint";
import { type Abilities, type AnswerShape, abilitiesOf } from "./abilities";
import { readAnswer } from "./answer";
import { AI_FAULTS, AiError, type AiFault } from "./errors";
import { asAiError } from "./faults";
import { type Question, requestOf } from "./request";

export interface ModelSettings {
  /** An inference profile or a model. */
  modelId: string;
  region: string;
  /** Only in tests and behind a VPC endpoint of one's own. */
  endpoint?: string;
  maxTokens: number;
  /** For one call, from connecting to the last byte. */
  timeoutMs: number;
  /** The first pause before a passing fault is tried again; it doubles each time. */
  retryFromMs?: number;
}

export interface Usage {
  tokensIn: number;
  tokensOut: number;
}

/** Who pays. Every single call, also one tried again, is opened before it is sent and closed with what came of it. */
export interface Meter {
  /** May throw, and the call is not made. */
  open(): Promise<string>;
  /** `usage` is null when the service did not say; it may have worked, and charged, all the same. */
  close(
    call: string,
    end: { outcome: "answered" | AiFault; usage: Usage | null; latencyMs: number },
  ): Promise<void>;
}

export interface Answer {
  /** JSON as the model gave it: to be checked. */
  value: unknown;
  shape: AnswerShape;
}

export interface Model {
  readonly modelId: string;
  readonly abilities: Abilities;
  /**
   * Asks once, and again after passing faults: at most three calls, with growing pauses.
   * @throws AiError when there is no usable answer; the signal's reason when it aborts; whatever `meter.open` throws.
   */
  ask(question: Question, call: { meter: Meter; signal: AbortSignal; shape?: AnswerShape }): Promise<Answer>;
}

const TRIES = 3;
const CONNECT_MS = 5_000;
const RETRY_FROM_MS = 500;

const NOTHING: Usage = { tokensIn: 0, tokensOut: 0 };

function connect({ region, endpoint, timeoutMs }: ModelSettings): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    region,
    ...endpointOptions(endpoint),
    // Retries are ours, so that each is paid for and none outlives the caller.
    maxAttempts: 1,
    // The client's own choice is HTTP/2, of use only for streams in both directions.
    requestHandler: new NodeHttpHandler({ connectionTimeout: CONNECT_MS, socketTimeout: timeoutMs }),
  });
}

const usageOf = ({ usage }: ConverseCommandOutput): Usage | null =>
  usage ? { tokensIn: usage.inputTokens ?? 0, tokensOut: usage.outputTokens ?? 0 } : null;

/** A model on Bedrock, by the Converse API. Connects at the first question. */
export function openModel(settings: ModelSettings): Model {
  const { modelId, maxTokens, timeoutMs } = settings;
  const abilities = abilitiesOf(modelId);
  const client = connect(settings);

  async function once(
    question: Question,
    shape: AnswerShape,
    meter: Meter,
    signal: AbortSignal,
  ): Promise<Answer> {
    const call = await meter.open();
    const startedAt = performance.now();
    const close = (outcome: "answered" | AiFault, usage: Usage | null) =>
      meter.close(call, { outcome, usage, latencyMs: Math.round(performance.now() - startedAt) });
    const timeout = AbortSignal.timeout(timeoutMs);
    let usage: Usage | null = null;
    let answer: Answer;
    try {
      const request = requestOf(question, { modelId, maxTokens, abilities }, shape);
      const abortSignal = AbortSignal.any([signal, timeout]);
      const output = await client.send(new ConverseCommand(request), { abortSignal });
      usage = usageOf(output);
      answer = { value: readAnswer(output, question.answer.name), shape };
    } catch (cause) {
      const late = timeout.aborted || signal.aborted;
      const error = late
        ? new AiError("timedOut", `no answer in ${timeoutMs} ms`, { cause })
        : asAiError(cause);
      await close(error.fault, usage ?? (error.isFree ? NOTHING : null));
      signal.throwIfAborted();
      throw error;
    }
    await close("answered", usage);
    return answer;
  }

  return {
    modelId,
    abilities,
    ask: (question, { meter, signal, shape = abilities.shape }) =>
      pRetry(() => once(question, shape, meter, signal), {
        retries: TRIES - 1,
        minTimeout: settings.retryFromMs ?? RETRY_FROM_MS,
        factor: 2,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof AiError && AI_FAULTS[error.fault].passing,
      }),
  };
}
