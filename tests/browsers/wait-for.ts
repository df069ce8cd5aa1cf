import { setTimeout as pause } from "node:timers/promises";

const INTERVAL_MS = 100;

/**
 * Returns the first answer that is neither null nor false. @throws after `timeoutMs`; the message contains
 * `what`
 */
export async function waitFor<Answer>(
  what: string,
  poll: () => Promise<Answer | null | false>,
  timeoutMs: number,
): Promise<Answer> {
  const endMs = Date.now() + timeoutMs;
  for (;;) {
    const answer = await poll();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > endMs) throw new Error(`Timed out after ${timeoutMs / 1000} s waiting for ${what}.`);
    await pause(INTERVAL_MS);
  }
}
