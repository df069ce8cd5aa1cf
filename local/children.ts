import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

export interface ChildOptions {
  /** Shown in messages. */
  name: string;
  /** What Node runs, with its arguments. */
  args: string[];
  env: Record<string, string>;
  /** Where its output goes; begun anew at every start of the application. "inherit" shows it in the terminal. */
  logFile: string | "inherit";
}

export interface Child {
  /** Resolves with its exit code, null when a signal ended it. */
  exited: Promise<number | null>;
  /** Asks it to end and resolves when it and everything it started have; what does not listen is killed. */
  stop(): Promise<void>;
}

const STOP_PATIENCE_MS = 30_000;
const dieWithParent = new URL("./die-with-parent.mjs", import.meta.url).href;

/** A child leads a group of its own, which goes with it. Elsewhere than on POSIX there are no groups. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

/**
 * Starts Node with `args` in a group of its own, so that Ctrl-C in the terminal reaches only the parent, which stops its
 * children in the right order.
 */
export function startChild(options: ChildOptions): Child {
  const inherit = options.logFile === "inherit";
  const child = spawn(process.execPath, ["--import", dieWithParent, ...options.args], {
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
  // Who leaves in a hurry, without stopping it, does not leave it behind.
  const leave = () => signalGroup(child, "SIGKILL");
  process.once("exit", leave);
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(null));
  }).then((code) => {
    process.off("exit", leave);
    signalGroup(child, "SIGKILL");
    return code;
  });
  return {
    exited,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        const killing = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_PATIENCE_MS);
        await exited;
        clearTimeout(killing);
      }
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

const RESTART_MS = 1_000;
const RESTART_AT_MOST_MS = 30_000;
/** Who lived this long had not failed at starting. */
const STEADY_MS = 60_000;

/** Keeps a child running until `stop`: one that ends is started again, after ever longer pauses while it keeps failing. */
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
      failures = Date.now() - startedMs > STEADY_MS ? 0 : failures + 1;
      const pauseMs = Math.min(RESTART_MS * 2 ** Math.max(0, failures - 1), RESTART_AT_MOST_MS);
      onCrash(`The ${options.name} ended (${code ?? "killed"}) and starts again in ${pauseMs / 1000} s.`);
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

/** Runs Node with `args` to its end. @throws when it fails or `signal` aborts it. */
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
