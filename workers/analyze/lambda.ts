import { loadPose } from "@/lib/adapters/pose";
import { giveBack } from "../give-back";
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

// While the function starts it has its processors for nothing, and the first clip need not wait; a failure is met there.
await loadPose().catch(() => undefined);

/**
 * The function Lambda calls. What failed is also given back to the queue: Lambda alone would leave it hidden for as long as
 * the queue hides a message, which is six times the longest analysis.
 */
export async function handler(event: LambdaEvent): Promise<BatchResponse> {
  const answer = await handleMessages(event);
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  await Promise.all(
    event.Records.filter(({ messageId }) => failed.has(messageId)).map(
      ({ messageId, receiptHandle, attributes }) =>
        giveBack({ messageId, receiptHandle, receiveCount: Number(attributes.ApproximateReceiveCount) }),
    ),
  );
  return answer;
}
