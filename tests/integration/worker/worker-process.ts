import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Starts a worker in its own process, so that it can be killed without cleanup. */
export function startWorker(analysisId: string, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "tests/integration/worker/worker-main.ts", analysisId], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
}

/** Returns the exit code, or null after a signal. */
export async function ended(worker: ChildProcess): Promise<number | null> {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
  return worker.exitCode;
}
