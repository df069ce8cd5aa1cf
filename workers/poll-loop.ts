import { setTimeout as pause } from "node:timers/promises";
import { changeVisibility, type QueueKind, type QueueMessage, receive, remove } from "@/lib/adapters/queue";
import { log } from "@/lib/log";
import type { BatchResponse, SqsEvent } from "./analyze/handler";
import { releaseMessage } from "./release-message";

export interface PollOptions {
  /** Handles a message as on Lambda; it should return soon after `signal` aborts. */
  handler: (event: SqsEvent, signal: AbortSignal) => Promise<BatchResponse>;
  /** Ends the loop: no new message is received, and the current one is finished or released. */
  signal: AbortSignal;
  /** Visibility timeout of a received message, renewed every third of it while it is handled. */
  visibilityS?: number;
  waitS?: number;
  queue?: QueueKind;
}

const OUTAGE_PAUSE_MS = 500;
const MAX_OUTAGE_PAUSE_MS = 10_000;

async function handleOne(message: QueueMessage, options: PollOptions, visibilityS: number): Promise<void> {
  const { messageId, body, receiptHandle } = message;
  const { queue } = options;
  const renewal = setInterval(
    () => {
      changeVisibility(receiptHandle, visibilityS, queue).catch((error: unknown) =>
        log.warn({ messageId, err: error }, "message visibility renewal failed"),
      );
    },
    (visibilityS * 1000) / 3,
  );
  let done = false;
  try {
    const { batchItemFailures } = await options.handler({ Records: [{ messageId, body }] }, options.signal);
    done = batchItemFailures.length === 0;
  } catch (error) {
    log.error({ messageId, err: error }, "message handler threw");
  } finally {
    clearInterval(renewal);
  }
  // A shutdown is no failure of the message, so the next worker may receive it at once.
  if (!done) return releaseMessage(message, options.signal.aborted ? 0 : undefined, queue);
  await remove(receiptHandle, queue).catch((error: unknown) =>
    log.warn({ messageId, err: error }, "handled message could not be deleted; it will be delivered again"),
  );
}

/**
 * Receives messages one at a time, since one analysis uses all cores, until `signal` aborts; resolves when
 * the last one is handled. Retries a failing queue with exponential backoff of up to ten seconds.
 */
export async function pollLoop(options: PollOptions): Promise<void> {
  const { signal, visibilityS = 90, waitS = 20, queue } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const messages = await receive({ maxMessages: 1, waitS, visibilityS, signal, queue });
      failures = 0;
      for (const message of messages) await handleOne(message, options, visibilityS);
    } catch (error) {
      const pauseMs = Math.min(OUTAGE_PAUSE_MS * 2 ** failures, MAX_OUTAGE_PAUSE_MS);
      failures += 1;
      log.warn({ err: error, pauseMs }, "queue does not answer; will poll again");
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
