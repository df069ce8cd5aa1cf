import type { Tx } from "@/lib/db/client";
import { updateFacts } from "./repo";

/** Notes what looking inside the file taught, where nobody has said otherwise. Inside the analysis's transaction. */
export const noteFacts = (
  tx: Tx,
  runId: string,
  facts: { durationS: number; takenAt: string | null },
): Promise<void> => updateFacts(tx, runId, facts);
