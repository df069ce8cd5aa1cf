import { loadPose } from "@/lib/adapters/pose";
import { giveBack } from "../give-back";
import { OutOfTime } from "./fault";
import { type BatchResponse, handleMessages } from "./handler";

/** The part of Lambda's own event that is read here. */
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

/** For work to notice that its time is over, and for its analysis to be given back. */
const TO_GIVE_BACK_MS = 30_000;

/** Aborts shortly before Lambda would kill the function, which tells nobody. */
function timeLimit(context: LambdaContext): { signal: AbortSignal; clear(): void } {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new OutOfTime()),
    Math.max(0, context.getRemainingTimeInMillis() - TO_GIVE_BACK_MS),
  );
  return { signal: limit.signal, clear: () => clearTimeout(timer) };
}

// While the function starts it has its processors for nothing, and the first clip need not wait; a failure is met there.
await loadPose().catch(() => undefined);

/**
 * The function Lambda calls. What failed is also given back to the queue: Lambda alone would leave it hidden for as long as
 * the queue hides a message, which is six times the longest analysis.
 */
export async function handler(event: LambdaEvent, context: LambdaContext): Promise<BatchResponse> {
  const limit = timeLimit(context);
  const answer = await handleMessages(event, limit.signal).finally(limit.clear);
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  await Promise.all(
    event.Records.filter(({ messageId }) => failed.has(messageId)).map(
      ({ messageId, receiptHandle, attributes }) =>
        giveBack({ messageId, receiptHandle, receiveCount: Number(attributes.ApproximateReceiveCount) }),
    ),
  );
  return answer;
}
