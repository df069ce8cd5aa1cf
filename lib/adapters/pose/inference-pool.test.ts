import type { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { openPool } from "./inference-pool";

const threads: Worker[] = [];
const remember = (thread: Worker) => threads.push(thread);
afterEach(() => process.off("worker", remember));

test("fails the pending inferences of a thread that ends, and runs the next on a replacement", async () => {
  process.on("worker", remember);
  const pool = await openPool("movenet-thunder", 256, 256);
  const picture = () => new Uint8Array(256 * 256 * 3);
  const before = await pool.run(picture());
  const first = [...threads];

  // Ending a thread during an inference would abort the process, so each ends just before its inference.
  const ending = first.map((thread) => thread.terminate());
  await Promise.all(first.map(() => expect(pool.run(picture())).rejects.toThrow("worker exited")));
  await Promise.all(ending);

  const after = await Promise.all(Array.from(first, () => pool.run(picture())));
  for (const answer of after) expect(answer).toEqual(before);
  expect(threads).toHaveLength(2 * first.length);
});
