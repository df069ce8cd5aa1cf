import { type QueueKind, sendMessages } from "@/lib/adapters/queue";
import { env } from "@/lib/env";
import { analyzeRequestedMessage } from "./analyze-requested";

export interface QueuedAnalysis {
  id: string;
  traceId: string | null;
  /** Size of the original; an unknown one counts as standard. */
  sizeBytes?: number | bigint;
  /** Whether an earlier attempt ran out of time, or its lease expired. */
  needsTime?: boolean;
}

const queueOf = ({ sizeBytes = 0, needsTime = false }: QueuedAnalysis): QueueKind =>
  needsTime || sizeBytes >= env.LONG_CLIP_BYTES ? "long" : "standard";

/** Sends one message for each analysis to the queue of its kind. Duplicate messages are harmless. */
export async function dispatchAnalyses(analyses: QueuedAnalysis[]): Promise<void> {
  for (const queue of ["standard", "long"] as const) {
    const bodies = analyses
      .filter((analysis) => queueOf(analysis) === queue)
      .map(({ id, traceId }) => JSON.stringify(analyzeRequestedMessage(id, traceId)));
    if (bodies.length > 0) await sendMessages(bodies, queue);
  }
}
