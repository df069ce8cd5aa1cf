import { setTimeout as pause } from "node:timers/promises";
import { changeVisibility, type QueueKind, type QueueMessage, receive, remove } from "@/lib/adapters/queue";
import { log } from "@/lib/log";
import type { BatchResponse, SqsEvent } from "./analyze/handler";
import { giveBack, tell } from "./give-back";

export interface PollOptions {
  /** What to do with a delivery, as on Lambda; it should let go soon after `signal` aborts. */
  handler: (event: SqsEvent, signal: AbortSignal) => Promise<BatchResponse>;
  /** Ends the loop: nothing new is taken, and what is being worked on is finished or given back. */
  signal: AbortSignal;
  /** A worker that dies is noticed after this long; renewed three times as often while it works. */
  visibilityS?: number;
  waitS?: number;
  /** Which queue's messages; the usual one's unless told. */
  queue?: QueueKind;
}

const OUTAGE_PAUSE_MS = 500;
const OUTAGE_PAUSE_AT_MOST_MS = 10_000;

async function work(message: QueueMessage, options: PollOptions, visibilityS: number): Promise<void> {
  const { messageId, body, receiptHandle } = message;
  const { queue } = options;
  const heartbeat = setInterval(
    () => void tell("keep the message hidden", message, changeVisibility(receiptHandle, visibilityS, queue)),
    (visibilityS * 1000) / 3,
  );
  let done = false;
  try {
    const { batchItemFailures } = await options.handler({ Records: [{ messageId, body }] }, options.signal);
    done = batchItemFailures.length === 0;
  } catch (error) {
    log.error({ messageId, err: error }, "the handler threw");
  } finally {
    clearInterval(heartbeat);
  }
  if (done) return tell("remove the message", message, remove(receiptHandle, queue));
  // Stopping is no fault of the message: the next worker may have it at once.
  await giveBack(message, options.signal.aborted ? 0 : undefined, queue);
}

/**
 * Takes messages one at a time, since one analysis uses the whole machine, until `signal` aborts; resolves when the last
 * one is done with. A queue that does not answer is asked again, ever less often, up to every ten seconds.
 */
export async function pollLoop(options: PollOptions): Promise<void> {
  const { signal, visibilityS = 90, waitS = 20, queue } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const messages = await receive({ maxMessages: 1, waitS, visibilityS, signal, queue });
      failures = 0;
      for (const message of messages) await work(message, options, visibilityS);
    } catch (error) {
      const pauseMs = Math.min(OUTAGE_PAUSE_MS * 2 ** failures, OUTAGE_PAUSE_AT_MOST_MS);
      failures += 1;
      log.warn({ err: error, pauseMs }, "the queue does not answer");
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
