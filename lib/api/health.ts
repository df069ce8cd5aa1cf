import pTimeout from "p-timeout";
import { pingQueue } from "@/lib/adapters/queue";
import { pingDatabase } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

const TIMEOUT_MS = 3000;

/** Checks database and queue. @throws AppError unavailable, naming each that failed or timed out */
export async function checkHealth(): Promise<{ status: "ok" }> {
  const checks = { database: pingDatabase(), queue: pingQueue() };
  const missing: string[] = [];
  await Promise.all(
    Object.entries(checks).map(([name, check]) =>
      pTimeout(check, { milliseconds: TIMEOUT_MS }).catch(() => missing.push(name)),
    ),
  );
  if (missing.length === 0) return { status: "ok" };
  throw new AppError("unavailable", `not answering: ${missing.join(", ")}`, {
    publicMessage: `Not answering: ${missing.join(", ")}.`,
  });
}
