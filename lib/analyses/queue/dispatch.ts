import { type QueueKind, sendMessages } from "@/lib/adapters/queue";
import { env } from "@/lib/env";
import { analyzeRequestedMessage } from "./analyze-requested";

/** An analysis as the queue is told of it. */
export interface Announced {
  id: string;
  traceId: string | null;
  /** Of the original. Unknown, it is taken for one of the usual size. */
  sizeBytes?: number | bigint;
  /** Whoever tried it before ran out of time, or was not heard of again. */
  needsTime?: boolean;
}

const queueFor = ({ sizeBytes = 0, needsTime = false }: Announced): QueueKind =>
  needsTime || sizeBytes >= env.LONG_CLIP_BYTES ? "long" : "usual";

/** Tells the queue that these analyses wait, each in the queue of those who have time for it. A nudge only: telling it twice, or never, ends in the same result. */
export async function dispatchAnalyses(analyses: Announced[]): Promise<void> {
  for (const queue of ["usual", "long"] as const) {
    const bodies = analyses
      .filter((analysis) => queueFor(analysis) === queue)
      .map(({ id, traceId }) => JSON.stringify(analyzeRequestedMessage(id, traceId)));
    if (bodies.length > 0) await sendMessages(bodies, queue);
  }
}
