import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "@/prisma/migrate";
import { keepRunning } from "./children";
import { findRunning, readSecrets, recordRunning } from "./data-dir";
import { nextFreePorts } from "./ports";
import { stopOrphan } from "./postgres";
import { startServices } from "./services";
import { buildWeb, waitForWeb, webServer, worker } from "./web";

const { values } = parseArgs({
  options: {
    /** Serves the sources with hot reload instead of a build. */
    dev: { type: "boolean", default: false },
    /** This computer's address in the local network, to open the application from a phone. */
    host: { type: "string" },
    data: { type: "string", default: ".local" },
  },
});
const dataDir = resolve(values.data);
const logs = join(dataDir, "logs");
const distDir = ".next";

const stopping = new AbortController();
const running: { stop(): Promise<void> }[] = [];

async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  stopping.signal.throwIfAborted();
  const startedMs = performance.now();
  process.stdout.write(`${label} … `);
  try {
    const result = await work();
    console.log(`${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log(stopping.signal.aborted ? "stopped" : "failed");
    throw error;
  }
}

async function start(): Promise<void> {
  await mkdir(logs, { recursive: true });
  const other = await findRunning(dataDir);
  if (other) throw new Error(`Already running at ${other.url} (process ${other.pid}).`);
  await stopOrphan(join(dataDir, "postgres"));
  const ports = await nextFreePorts();
  const url = `http://${values.host ?? "localhost"}:${ports.web}`;
  running.push({ stop: await recordRunning(dataDir, url) });
  await rm(logs, { recursive: true, force: true });
  await mkdir(logs);

  const secrets = await readSecrets(dataDir);
  const services = await step(`Postgres :${ports.postgres}, S3 :${ports.s3}, SQS :${ports.sqs}`, () =>
    startServices({ dataDir, ports, host: values.host }),
  );
  running.push(services);
  const env: Record<string, string> = { ...services.env, APP_URL: url, AUTH_SECRET: secrets.authSecret };
  await step("Migrations", () => migrate(env.DATABASE_URL ?? ""));
  if (!values.dev) {
    const logFile = join(logs, "build.log");
    await step("Web application", () => buildWeb({ distDir, env, logFile, signal: stopping.signal }));
  }

  const onCrash = (message: string) => console.log(`\n${message} See ${logs}.`);
  const logFile = values.dev ? "inherit" : join(logs, "web.log");
  const host = values.host === undefined ? undefined : "0.0.0.0";
  stopping.signal.throwIfAborted();
  running.push(
    keepRunning(webServer({ port: ports.web, host, dev: values.dev, distDir, env, logFile }), onCrash),
  );
  running.push(keepRunning(worker(env, join(logs, "worker.log")), onCrash));
  await step(`Web server :${ports.web}`, () => waitForWeb(url, { timeoutS: 90, signal: stopping.signal }));

  // The database client reads its address from the environment on import.
  Object.assign(process.env, env);
  const { db } = await import("@/lib/db/client");
  const { DEMO_ATHLETE, DEMO_COACH, seed } = await import("./seed");
  running.push({ stop: () => db.$disconnect() });
  await step("Demo team", () => seed({ url, password: secrets.demoPassword, signal: stopping.signal }));

  console.log(`
Ski Racer  ${url}
Sign in    ${DEMO_COACH.email} or ${DEMO_ATHLETE.email}
Password   ${secrets.demoPassword}
Data       ${dataDir}
Stop with Ctrl-C.`);
}

let stopped: Promise<void> | undefined;

function stopAll(): Promise<void> {
  stopped ??= (async () => {
    for (const each of running.splice(0).reverse()) {
      await each.stop().catch((error: unknown) => console.error(error));
    }
  })();
  return stopped;
}

/** One Ctrl-C may send two signals: from the terminal and from npm. */
const SAME_PRESS_MS = 500;
let firstPressMs = Number.POSITIVE_INFINITY;

async function stopOnce(): Promise<void> {
  if (stopping.signal.aborted) return;
  console.log("\nStopping … Press Ctrl-C again to exit at once.");
  firstPressMs = performance.now();
  stopping.abort();
  await started;
  await stopAll();
  console.log("Stopped. Everything is kept.");
  process.exit(0);
}

process.on("SIGINT", () => {
  if (performance.now() - firstPressMs > SAME_PRESS_MS) process.exit(130);
  void stopOnce();
});
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopOnce());
// npm sends SIGTERM to its shell, which exits without forwarding it.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== parent) void stopOnce();
  }, 500).unref();
}

const started = start().catch(async (error: unknown) => {
  if (stopping.signal.aborted) return;
  console.error(error instanceof Error ? error.message : error);
  await stopAll();
  process.exit(1);
});
