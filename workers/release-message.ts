import { changeVisibility, type QueueKind } from "@/lib/adapters/queue";
import { log } from "@/lib/log";

export interface MessageDelivery {
  messageId: string;
  receiptHandle: string;
  /** From 1. */
  receiveCount: number;
}

const RETRY_AFTER_S = 5;
const MAX_RETRY_AFTER_S = 120;

/** Returns the delay before a failed message is delivered again; it doubles with each delivery. */
export const retryAfterS = (receiveCount: number): number =>
  Math.min(RETRY_AFTER_S * 2 ** (receiveCount - 1), MAX_RETRY_AFTER_S);

/**
 * Makes a failed message visible again after `afterS`. Never throws: its visibility timeout applies
 * otherwise.
 */
export async function releaseMessage(
  delivery: MessageDelivery,
  afterS = retryAfterS(delivery.receiveCount),
  queue: QueueKind = "standard",
): Promise<void> {
  const { messageId, receiptHandle } = delivery;
  await changeVisibility(receiptHandle, afterS, queue).catch((error: unknown) =>
    log.warn({ messageId, err: error }, "message could not be released; its visibility timeout applies"),
  );
}
