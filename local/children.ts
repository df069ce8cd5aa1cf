import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

export interface ChildOptions {
  name: string;
  /** The module that Node runs, and its arguments. */
  args: string[];
  env: Record<string, string>;
  /** The file for its output; "inherit" writes to the terminal. */
  logFile: string | "inherit";
}

export interface Child {
  /** The exit code; null after a signal. */
  exited: Promise<number | null>;
  /** Sends SIGTERM, kills it after 30 s, and resolves when it and its children have ended. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 30_000;
const exitWithParent = new URL("./exit-with-parent.mjs", import.meta.url).href;

/** Signals the process group of a child; Windows has none. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {}
}

/** Starts Node in its own process group, so that Ctrl-C reaches only the parent. */
export function startChild(options: ChildOptions): Child {
  const inherit = options.logFile === "inherit";
  const child = spawn(process.execPath, ["--import", exitWithParent, ...options.args], {
    env: { ...process.env, ...options.env, LOCAL_PARENT: String(process.pid) },
    detached: process.platform !== "win32",
    stdio: ["ignore", inherit ? "inherit" : "pipe", inherit ? "inherit" : "pipe", "ipc"],
  });
  if (!inherit) {
    const file = createWriteStream(options.logFile, { flags: "a" });
    child.stdout?.pipe(file, { end: false });
    child.stderr?.pipe(file, { end: false });
    child.once("close", () => file.end());
  }
  const killOnExit = () => signalGroup(child, "SIGKILL");
  process.once("exit", killOnExit);
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(null));
  }).then((code) => {
    process.off("exit", killOnExit);
    signalGroup(child, "SIGKILL");
    return code;
  });
  return {
    exited,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        const killing = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_TIMEOUT_MS);
        await exited;
        clearTimeout(killing);
      }
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

const RESTART_MS = 1_000;
const MAX_RESTART_MS = 30_000;
/** A child that ran this long did not fail at its start. */
const STARTED_MS = 60_000;

/** Restarts a child whenever it exits, with exponential backoff while it keeps failing, until `stop`. */
export function keepRunning(
  options: ChildOptions,
  onCrash: (message: string) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let child = startChild(options);
  const watching = (async () => {
    for (let failures = 0; ; ) {
      const startedMs = Date.now();
      const code = await child.exited;
      if (stopping.signal.aborted) return;
      failures = Date.now() - startedMs > STARTED_MS ? 0 : failures + 1;
      const pauseMs = Math.min(RESTART_MS * 2 ** Math.max(0, failures - 1), MAX_RESTART_MS);
      onCrash(`The ${options.name} ended (${code ?? "killed"}) and restarts in ${pauseMs / 1000} s.`);
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      child = startChild(options);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await child.stop();
      await watching;
    },
  };
}

/** Runs Node until it exits. @throws when it fails or `signal` aborts */
export async function runToEnd(options: ChildOptions, signal?: AbortSignal): Promise<void> {
  const child = startChild(options);
  const aborted = signal ? once(signal, "abort").then(() => child.stop()) : null;
  if (signal?.aborted) await child.stop();
  const code = await child.exited;
  aborted?.catch(() => undefined);
  signal?.throwIfAborted();
  if (code !== 0)
    throw new Error(`The ${options.name} failed (${code ?? "killed"}); see ${options.logFile}.`);
}
