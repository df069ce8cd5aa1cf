import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandOutput,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import pRetry from "p-retry";
import { endpointOptions } from "@/lib/adapters/aws/endpoint";
import { type AnswerShape, abilitiesOf, type ModelAbilities } from "./abilities";
import { readAnswer } from "./answer";
import { AI_FAULTS, AiError, type AiFault } from "./errors";
import { asAiError } from "./faults";
import { type ModelQuestion, requestOf } from "./request";

export interface ModelSettings {
  /** A model id, an inference profile or an ARN. */
  modelId: string;
  region: string;
  endpoint?: string;
  maxTokens: number;
  /** Of one call, from connecting to the last byte. */
  timeoutMs: number;
  /** Delay before the first retry in ms; it doubles each time. */
  retryFromMs?: number;
}

export interface TokenUsage {
  tokensIn: number;
  tokensOut: number;
}

/** Records each call, retries included: before it is sent, and with its outcome. */
export interface CallRecorder {
  /** Returns an id for the call. The call is not made when this throws. */
  begin(): Promise<string>;
  /** `usage` is null when the service did not report it, although the call may have been charged. */
  end(
    callId: string,
    end: { outcome: "answered" | AiFault; usage: TokenUsage | null; latencyMs: number },
  ): Promise<void>;
}

export interface ModelAnswer {
  /** Unvalidated JSON. */
  value: unknown;
  shape: AnswerShape;
}

export interface Model {
  readonly modelId: string;
  readonly abilities: ModelAbilities;
  /**
   * Asks once, and again after transient faults: at most three calls.
   * @throws AiError; the signal's reason when it aborts; an error of `recorder.begin`
   */
  ask(
    question: ModelQuestion,
    call: { recorder: CallRecorder; signal: AbortSignal; shape?: AnswerShape },
  ): Promise<ModelAnswer>;
}

const MAX_CALLS = 3;
const CONNECT_MS = 5_000;
const RETRY_FROM_MS = 500;

const NO_USAGE: TokenUsage = { tokensIn: 0, tokensOut: 0 };

function connect({ region, endpoint, timeoutMs }: ModelSettings): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    region,
    ...endpointOptions(endpoint),
    // `ask` retries instead, because it records each call.
    maxAttempts: 1,
    // The default is HTTP/2, which only bidirectional streams need.
    requestHandler: new NodeHttpHandler({ connectionTimeout: CONNECT_MS, socketTimeout: timeoutMs }),
  });
}

const usageOf = ({ usage }: ConverseCommandOutput): TokenUsage | null =>
  usage ? { tokensIn: usage.inputTokens ?? 0, tokensOut: usage.outputTokens ?? 0 } : null;

/** Opens a model on Bedrock through the Converse API. Connects at the first question. */
export function openModel(settings: ModelSettings): Model {
  const { modelId, maxTokens, timeoutMs } = settings;
  const abilities = abilitiesOf(modelId);
  const client = connect(settings);

  async function callOnce(
    question: ModelQuestion,
    shape: AnswerShape,
    recorder: CallRecorder,
    signal: AbortSignal,
  ): Promise<ModelAnswer> {
    const callId = await recorder.begin();
    const startedAt = performance.now();
    const close = (outcome: "answered" | AiFault, usage: TokenUsage | null) =>
      recorder.end(callId, { outcome, usage, latencyMs: Math.round(performance.now() - startedAt) });
    const timeout = AbortSignal.timeout(timeoutMs);
    let usage: TokenUsage | null = null;
    let answer: ModelAnswer;
    try {
      const request = requestOf(question, { modelId, maxTokens, abilities }, shape);
      const abortSignal = AbortSignal.any([signal, timeout]);
      const output = await client.send(new ConverseCommand(request), { abortSignal });
      usage = usageOf(output);
      answer = { value: readAnswer(output, question.answer.name), shape };
    } catch (cause) {
      const isAborted = timeout.aborted || signal.aborted;
      const error = isAborted
        ? new AiError("timedOut", `no answer in ${timeoutMs} ms`, { cause })
        : asAiError(cause);
      await close(error.fault, usage ?? (error.isFree ? NO_USAGE : null));
      signal.throwIfAborted();
      throw error;
    }
    await close("answered", usage);
    return answer;
  }

  return {
    modelId,
    abilities,
    ask: (question, { recorder, signal, shape = abilities.shape }) =>
      pRetry(() => callOnce(question, shape, recorder, signal), {
        retries: MAX_CALLS - 1,
        minTimeout: settings.retryFromMs ?? RETRY_FROM_MS,
        factor: 2,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof AiError && AI_FAULTS[error.fault].transient,
      }),
  };
}
