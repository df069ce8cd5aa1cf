import { loadPose } from "@/lib/adapters/pose";
import { requireSettings } from "@/lib/start";
import { releaseMessage } from "../release-message";
import { OutOfTime } from "./fault";
import { type BatchResponse, handleMessages } from "./handler";

export interface LambdaEvent {
  Records: {
    messageId: string;
    body: string;
    receiptHandle: string;
    attributes: { ApproximateReceiveCount: string };
  }[];
}

export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** Time before the limit to stop the work and release its analysis. */
const RELEASE_MS = 30_000;

function timeLimit(context: LambdaContext): { signal: AbortSignal; clear(): void } {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new OutOfTime()),
    Math.max(0, context.getRemainingTimeInMillis() - RELEASE_MS),
  );
  return { signal: limit.signal, clear: () => clearTimeout(timer) };
}

requireSettings("worker");
// The init phase runs at full CPU. A failure to load is reported by the first analysis.
await loadPose().catch(() => undefined);

/**
 * Handles an SQS event. Failed messages are also released, because Lambda leaves them invisible for the
 * queue's visibility timeout, six times the function's time limit.
 */
export async function handler(event: LambdaEvent, context: LambdaContext): Promise<BatchResponse> {
  const limit = timeLimit(context);
  const response = await handleMessages(event, limit.signal).finally(limit.clear);
  const failed = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  await Promise.all(
    event.Records.filter(({ messageId }) => failed.has(messageId)).map(
      ({ messageId, receiptHandle, attributes }) =>
        releaseMessage({
          messageId,
          receiptHandle,
          receiveCount: Number(attributes.ApproximateReceiveCount),
        }),
    ),
  );
  return response;
}
