import { analyzeRequested } from "@/lib/analyses/queue/analyze-requested";
import type { QueuedAnalysis } from "@/lib/analyses/queue/dispatch";
import { objectCreated } from "@/lib/analyses/queue/object-created";
import { notifyQueue, queuedAnalysis } from "@/lib/analyses/worker-service/queue";
import { receiveOriginal } from "@/lib/analyses/worker-service/uploads";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { inTrace } from "@/lib/telemetry/context";
import { flushTraces } from "@/lib/telemetry/trace";
import { analyzeOne } from "./analyze-one";
import { OutOfTime } from "./fault";

/** The part of an SQS event that is read; Lambda's own event satisfies it. */
export interface SqsEvent {
  Records: { messageId: string; body: string }[];
}

export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Handles requests for an analysis and events of created originals; reports messages to deliver again. At the
 * time limit an analysis goes to the queue for long clips, if there is one.
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
  log.error({ messageId }, "unknown kind of queue message; not handled");
  return false;
}

function analyze(messageId: string, queued: QueuedAnalysis, signal?: AbortSignal): Promise<boolean> {
  return inTrace(queued.traceId, async () => {
    try {
      const outcome = await analyzeOne(queued.id, { signal });
      log.info({ messageId, analysisId: queued.id, outcome }, "queue message handled");
      if (outcome === "retry" && env.LONG_QUEUE_NAME && signal?.reason instanceof OutOfTime) {
        await notifyQueue([{ ...queued, needsTime: true }]);
        return true;
      }
      return outcome !== "retry";
    } catch (error) {
      log.error({ messageId, analysisId: queued.id, err: error }, "queue message could not be handled");
      return false;
    }
  });
}

async function analyzeOriginal(messageId: string, objectKey: string, signal?: AbortSignal): Promise<boolean> {
  try {
    const runId = await receiveOriginal(objectKey);
    const queued = runId && (await queuedAnalysis(runId));
    return queued ? analyze(messageId, queued, signal) : true;
  } catch (error) {
    log.error({ messageId, err: error }, "object-created event could not be handled");
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
