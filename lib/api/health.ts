import { queueAnswers } from "@/lib/adapters/queue";
import { AppError } from "@/lib/errors";
import { pingDatabase } from "@/lib/limits/repo";

const PATIENCE_MS = 3000;

/**
 * Asks what the application cannot work without whether it is there.
 * @throws AppError unavailable, naming what did not answer in time
 */
export async function checkHealth(): Promise<{ status: "ok" }> {
  const parts = { database: pingDatabase(), queue: queueAnswers() };
  const missing: string[] = [];
  await Promise.all(
    Object.entries(parts).map(([name, answer]) => inTime(answer).catch(() => missing.push(name))),
  );
  if (missing.length === 0) return { status: "ok" };
  throw new AppError("unavailable", `not answering: ${missing.join(", ")}`, {
    publicMessage: `Not answering: ${missing.join(", ")}.`,
  });
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
