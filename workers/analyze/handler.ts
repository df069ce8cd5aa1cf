import { analyzeRequested } from "@/lib/jobs/analyze-requested";
import { log } from "@/lib/log";
import { analyzeOne } from "./analyze-one";

/** The part of an SQS event this worker reads; Lambda's own event satisfies it. */
export interface SqsEvent {
  Records: { messageId: string; body: string }[];
}

export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/** The function Lambda calls. What it hands over beside the event is its own context and no signal, so it is not passed on. */
export const handler = (event: SqsEvent): Promise<BatchResponse> => handleMessages(event);

/**
 * Analyses what the messages name. A message that is done with, whatever the verdict, is not reported; one whose work
 * must be tried again is, and the queue delivers it once more. Unreadable messages are reported too, so that they end
 * in the dead-letter queue, where someone looks, and not in nothing. Once `signal` aborts, everything is given back.
 */
export async function handleMessages(event: SqsEvent, signal?: AbortSignal): Promise<BatchResponse> {
  const batchItemFailures: BatchResponse["batchItemFailures"] = [];
  for (const { messageId, body } of event.Records) {
    const message = analyzeRequested.schema.safeParse(parseJson(body));
    if (!message.success) {
      log.error({ messageId }, "a queue message is not a job this worker knows");
      batchItemFailures.push({ itemIdentifier: messageId });
      continue;
    }
    const { analysisId } = message.data;
    try {
      const ending = await analyzeOne(analysisId, { signal });
      log.info({ messageId, analysisId, ending }, "message handled");
      if (ending === "retry") batchItemFailures.push({ itemIdentifier: messageId });
    } catch (error) {
      log.error({ messageId, analysisId, err: error }, "message failed");
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
