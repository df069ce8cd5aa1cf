import { changeVisibility, type QueueKind } from "@/lib/adapters/queue";
import { log } from "@/lib/log";

/** The part of a delivery that giving it back needs. */
export interface Delivery {
  messageId: string;
  receiptHandle: string;
  /** How often it was delivered, this time included. */
  receiveCount: number;
}

const RETRY_AFTER_S = 5;
const RETRY_AT_MOST_S = 120;

/** How long a message rests after its delivery failed: doubled with each delivery, as the row's own rest is. */
export const retryAfterS = (receiveCount: number): number =>
  Math.min(RETRY_AFTER_S * 2 ** (receiveCount - 1), RETRY_AT_MOST_S);

/** Waits for a call about a delivery. One that cannot be hidden, removed or given back reappears by itself: worth a line in the log and no more. */
export async function tell(
  doing: string,
  { messageId }: Pick<Delivery, "messageId">,
  call: Promise<void>,
): Promise<void> {
  try {
    await call;
  } catch (error) {
    log.warn({ messageId, err: error }, `could not ${doing}`);
  }
}

/**
 * Lets a delivery that failed come again after `afterS`, instead of at the end of the time for which it was hidden.
 * Never throws.
 */
export function giveBack(
  delivery: Delivery,
  afterS = retryAfterS(delivery.receiveCount),
  queue: QueueKind = "usual",
): Promise<void> {
  return tell("give the message back", delivery, changeVisibility(delivery.receiptHandle, afterS, queue));
}
