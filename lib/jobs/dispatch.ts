import { sendMessages } from "@/lib/adapters/queue";
import { analyzeRequestedMessage } from "./analyze-requested";

/** An analysis as the queue is told of it. */
export interface Announced {
  id: string;
  traceId: string | null;
}

/** Tells the queue that these analyses wait. A nudge only: telling it twice, or never, ends in the same result. */
export async function dispatchAnalyses(analyses: Announced[]): Promise<void> {
  await sendMessages(analyses.map(({ id, traceId }) => JSON.stringify(analyzeRequestedMessage(id, traceId))));
}
