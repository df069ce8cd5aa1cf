import { setTimeout as pause } from "node:timers/promises";

const INTERVAL_MS = 100;

/** Asks until the answer is neither null nor false, and returns it. @throws after `timeoutMs`, naming what it waited for */
export async function waitFor<Answer>(
  what: string,
  ask: () => Promise<Answer | null | false>,
  timeoutMs: number,
): Promise<Answer> {
  const endMs = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > endMs) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await pause(INTERVAL_MS);
  }
}
