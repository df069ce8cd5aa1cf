import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, expect } from "vitest";
import { type Child, type ChildOptions, startChild } from "@/local/children";
import { anyFreePorts } from "@/local/ports";
import { startPostgres, stopOrphan } from "@/local/postgres";
import { startServices } from "@/local/services";
import { buildWeb, waitForWeb, webServer, worker } from "@/local/web";
import { migrate } from "@/prisma/migrate";
import { recordOutcomes } from "./outcomes";

const SWEEP_EVERY_S = 2;

/** The application that one test file runs, with its logs in test-results/faults. */
export interface Stage {
  env: Record<string, string>;
  webUrl: string;
  /** Starts a worker process that polls and sweeps; `preload` is imported first. */
  startWorker(more?: { env?: Record<string, string>; preload?: string }): Child;
  /** The options of such a worker. */
  workerOptions(more?: { env?: Record<string, string>; preload?: string }): ChildOptions;
  /** Starts the production build on `webUrl`, built unless up to date. */
  startWeb(): Promise<void>;
  /** Ends all connections until `startDatabase`. */
  stopDatabase(): Promise<void>;
  startDatabase(): Promise<void>;
}

const globals = globalThis as typeof globalThis & { skiRacerStage?: Stage };

/** Returns the application of this test file. */
export function stage(): Stage {
  if (!globals.skiRacerStage)
    throw new Error("The stage is set up by the project `faults` of vitest.config.ts.");
  return globals.skiRacerStage;
}

// Runs before the imports of the tests, because lib/env reads the environment on import.
const dataDir = await mkdtemp(join(tmpdir(), "ski-racer-faults-"));
const logs = resolve("test-results/faults");
await mkdir(logs, { recursive: true });
const logName = basename(expect.getState().testPath ?? "faults", ".test.ts");
const ports = await anyFreePorts();
const services = await startServices({ dataDir, ports, visibilityTimeoutS: 30, maxReceiveCount: 5 });
const databaseUrl = services.env.DATABASE_URL ?? "";
const postgresDir = join(dataDir, "postgres");
const env: Record<string, string> = {
  ...services.env,
  AUTH_SECRET: "a-secret-for-tests-of-at-least-32-characters",
  LOG_LEVEL: "warn",
};
const stops: (() => Promise<unknown>)[] = [];
const keep = (child: Child): Child => {
  stops.push(() => child.stop());
  return child;
};
afterAll(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await services.stop();
  await stopOrphan(postgresDir);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
}, 60_000);

await migrate(databaseUrl);
await recordOutcomes(databaseUrl);
Object.assign(process.env, env, { NODE_ENV: "test", LOG_LEVEL: "error" });

const workerOptions: Stage["workerOptions"] = (more = {}) => {
  const options = worker({ ...env, ...more.env }, join(logs, `${logName}-worker.log`), SWEEP_EVERY_S);
  return more.preload ? { ...options, args: ["--import", more.preload, ...options.args] } : options;
};

globals.skiRacerStage = {
  env,
  webUrl: env.APP_URL ?? "",
  workerOptions,
  startWorker: (more) => keep(startChild(workerOptions(more))),
  async startWeb() {
    const distDir = ".next";
    await buildWeb({ distDir, env, logFile: join(logs, "build.log") });
    const logFile = join(logs, `${logName}-web.log`);
    keep(startChild(webServer({ port: ports.web, dev: false, distDir, env, logFile })));
    await waitForWeb(env.APP_URL ?? "", { timeoutS: 60 });
  },
  stopDatabase: () => stopOrphan(postgresDir),
  async startDatabase() {
    const again = await startPostgres({ dataDir: postgresDir, port: ports.postgres });
    stops.push(() => again.stop());
  },
};
