import { sendMessages } from "@/lib/adapters/queue";
import { analyzeRequestedMessage } from "./analyze-requested";

/** Tells the queue that these analyses wait. A nudge only: telling it twice, or never, ends in the same result. */
export async function dispatchAnalyses(analysisIds: string[]): Promise<void> {
  await sendMessages(analysisIds.map((id) => JSON.stringify(analyzeRequestedMessage(id))));
}
