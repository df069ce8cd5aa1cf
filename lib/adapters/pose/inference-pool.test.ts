import type { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { openPool } from "./inference-pool";

const threads: Worker[] = [];
const remember = (thread: Worker) => threads.push(thread);
afterEach(() => process.off("worker", remember));

test("a thread that ends fails its inferences, and the next inference runs on a replacement", async () => {
  process.on("worker", remember);
  const pool = await openPool("movenet-thunder", 256, 256);
  const picture = () => new Uint8Array(256 * 256 * 3);
  const before = await pool.run(picture());
  const first = [...threads];

  // Ending a thread during an inference would abort the process, so it ends while idle, just before the
  // inference.
  const ending = first.map((thread) => thread.terminate());
  await Promise.all(first.map(() => expect(pool.run(picture())).rejects.toThrow("worker exited")));
  await Promise.all(ending);

  const after = await Promise.all(Array.from(first, () => pool.run(picture())));
  for (const answer of after) expect(answer).toEqual(before);
  expect(threads).toHaveLength(2 * first.length);
});
