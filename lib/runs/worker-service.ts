import type { Tx } from "@/lib/db/client";
import { log } from "@/lib/log";
import { findByKey, updateFacts } from "./repo";
import { completeForgotten } from "./upload-service";

/** Notes what looking inside the file taught, where nobody has said otherwise. Inside the analysis's transaction. */
export const noteFacts = (
  tx: Tx,
  runId: string,
  facts: { durationS: number; takenAt: string | null },
): Promise<void> => updateFacts(tx, runId, facts);

/**
 * Storage says that an object came to be: when it is a run's original whose owner never said that it is complete, completes
 * it as they would have. Returns the run whose file is whole, or null when the key is nobody's, or what arrived is not what
 * was announced. May run any number of times, also while the owner completes it.
 * @throws AppError unavailable
 */
export async function receiveOriginal(objectKey: string): Promise<string | null> {
  const upload = await findByKey(objectKey);
  if (!upload) return null;
  if (upload.state === "uploading") {
    if (!(await completeForgotten(upload))) return null;
    log.info({ runId: upload.id }, "upload completed by storage's word");
  }
  return upload.id;
}
