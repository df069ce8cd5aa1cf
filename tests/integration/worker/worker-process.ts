import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A worker in a process of its own, so that it can be killed as a machine dies: with no last word. */
export function startWorker(analysisId: string, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "tests/integration/worker/worker-main.ts", analysisId], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
}

/** Its exit code, or null when a signal ended it. */
export async function ended(worker: ChildProcess): Promise<number | null> {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
  return worker.exitCode;
}
