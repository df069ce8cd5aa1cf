import type { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { openPool } from "./inference-pool";

const threads: Worker[] = [];
const note = (thread: Worker) => threads.push(thread);
afterEach(() => process.off("worker", note));

test("a thread that ends fails what waits on it, and the next inference is answered by another in its place", async () => {
  process.on("worker", note);
  const pool = await openPool("movenet-thunder", 256, 256);
  const picture = () => new Uint8Array(256 * 256 * 3);
  const before = await pool.run(picture());
  const first = [...threads];

  // Ended while idle, then asked before anybody can know: to end it in the middle of an inference would abort the process.
  const ending = first.map((thread) => thread.terminate());
  await Promise.all(first.map(() => expect(pool.run(picture())).rejects.toThrow("thread ended")));
  await Promise.all(ending);

  const after = await Promise.all(Array.from(first, () => pool.run(picture())));
  for (const answer of after) expect(answer).toEqual(before);
  expect(threads).toHaveLength(2 * first.length);
});
