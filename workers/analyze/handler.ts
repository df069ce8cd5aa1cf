import { analyzeRequested } from "@/lib/analyses/queue/analyze-requested";
import type { Announced } from "@/lib/analyses/queue/dispatch";
import { objectCreated } from "@/lib/analyses/queue/object-created";
import { notify } from "@/lib/analyses/service";
import { waitingAnalysis } from "@/lib/analyses/worker-service";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { receiveOriginal } from "@/lib/runs/worker-service";
import { inTrace } from "@/lib/telemetry/context";
import { flushTraces } from "@/lib/telemetry/trace";
import { analyzeOne } from "./analyze-one";
import { OutOfTime } from "./fault";

/** The part of an SQS event this worker reads; Lambda's own event satisfies it. */
export interface SqsEvent {
  Records: { messageId: string; body: string }[];
}

export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Analyses what the messages name: an analysis, or an original that came to be in storage. A message that is done with,
 * whatever the verdict, is not reported; one whose work must be tried again is, and the queue delivers it once more.
 * Unreadable messages are reported too, so that they end in the dead-letter queue, where someone looks, and not in nothing.
 * Once `signal` aborts, everything is given back; because of OutOfTime, to the queue of long clips where there is one.
 */
export async function handleMessages(event: SqsEvent, signal?: AbortSignal): Promise<BatchResponse> {
  const batchItemFailures: BatchResponse["batchItemFailures"] = [];
  for (const { messageId, body } of event.Records) {
    const isDone = await handleMessage(messageId, parseJson(body), signal);
    if (!isDone) batchItemFailures.push({ itemIdentifier: messageId });
  }
  await flushTraces();
  return { batchItemFailures };
}

async function handleMessage(messageId: string, message: unknown, signal?: AbortSignal): Promise<boolean> {
  const requested = analyzeRequested.schema.safeParse(message);
  if (requested.success) {
    const { analysisId, traceId } = requested.data;
    return analyze(messageId, { id: analysisId, traceId: traceId ?? null }, signal);
  }
  const created = objectCreated.safeParse(message);
  if (created.success) return analyzeOriginal(messageId, created.data.detail.object.key, signal);
  log.error({ messageId }, "a queue message is not a job this worker knows");
  return false;
}

function analyze(messageId: string, asked: Announced, signal?: AbortSignal): Promise<boolean> {
  return inTrace(asked.traceId, async () => {
    try {
      const ending = await analyzeOne(asked.id, { signal });
      log.info({ messageId, analysisId: asked.id, ending }, "message handled");
      if (ending === "retry" && env.LONG_QUEUE_NAME && signal?.reason instanceof OutOfTime) {
        await notify([{ ...asked, needsTime: true }]);
        return true;
      }
      return ending !== "retry";
    } catch (error) {
      log.error({ messageId, analysisId: asked.id, err: error }, "message failed");
      return false;
    }
  });
}

async function analyzeOriginal(messageId: string, objectKey: string, signal?: AbortSignal): Promise<boolean> {
  try {
    const runId = await receiveOriginal(objectKey);
    const waiting = runId && (await waitingAnalysis(runId));
    return waiting ? analyze(messageId, waiting, signal) : true;
  } catch (error) {
    log.error({ messageId, err: error }, "an original that came to be was not looked at");
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
