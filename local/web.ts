import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type ChildOptions, runToEnd } from "./children";
import { LOOPBACK } from "./ports";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const BUILT_FROM = "built-from";
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.next.json",
  "package-lock.json",
];
const NOT_BUILT = /\.test\.tsx?$|^lib[\\/]db[\\/]generated[\\/]/;

async function filesUnder(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Returns a hash of everything that a build depends on: sources, and variables that it embeds. */
async function sourceHash(env: Record<string, string>): Promise<string> {
  const hash = createHash("sha256");
  // The headers contain their protocol and host without the port.
  for (const name of ["APP_URL", "S3_ENDPOINT"]) hash.update((env[name] ?? "").replace(/:\d+$/, ""));
  hash.update(`${env.MEDIA_BUCKET} ${env.DERIVED_BUCKET} ${env.AWS_REGION} ${env.CDN_URL}`);
  for (const source of SOURCES) {
    for (const file of (await filesUnder(source)).sort()) {
      if (NOT_BUILT.test(file)) continue;
      hash.update(file).update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

/** Returns whether `distDir` holds a finished build of the current sources. */
export async function buildIsFresh(distDir: string, env: Record<string, string>): Promise<boolean> {
  const file = join(distDir, BUILT_FROM);
  if (!existsSync(file) || !existsSync(join(distDir, "BUILD_ID"))) return false;
  return (await readFile(file, "utf8")) === (await sourceHash(env));
}

/** Builds the web application into `distDir` unless that is up to date. @throws when the build fails */
export async function buildWeb(options: {
  distDir: string;
  env: Record<string, string>;
  logFile: string;
  signal?: AbortSignal;
}): Promise<void> {
  const { distDir, env, logFile, signal } = options;
  if (await buildIsFresh(distDir, env)) return;
  // Before the build, so that a change during the build causes another one.
  const hash = await sourceHash(env);
  await runToEnd(
    {
      name: "build",
      args: [NEXT, "build"],
      env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1" },
      logFile,
    },
    signal,
  );
  await writeFile(join(distDir, BUILT_FROM), hash);
}

/** Returns how to start the web server on a build, or with `dev` on the sources. */
export function webServer(options: {
  port: number;
  host?: string;
  dev: boolean;
  distDir: string;
  env: Record<string, string>;
  logFile: string | "inherit";
}): ChildOptions {
  const { dev, env, logFile } = options;
  return {
    name: "web server",
    args: [NEXT, dev ? "dev" : "start", "-p", String(options.port), "-H", options.host ?? LOOPBACK],
    env: {
      ...env,
      NODE_ENV: dev ? "development" : "production",
      NEXT_DIST_DIR: options.distDir,
      NEXT_TELEMETRY_DISABLED: "1",
      SERVICE_NAME: "web",
    },
    logFile,
  };
}

/** Returns how to start a worker that also runs the sweep. */
export function worker(env: Record<string, string>, logFile: string, sweepEveryS = 30): ChildOptions {
  return {
    name: "worker",
    args: ["--import", "tsx", "workers/poll.ts", "--sweep-every", String(sweepEveryS)],
    env: { ...env, NODE_ENV: "production", SERVICE_NAME: "worker" },
    logFile,
  };
}

/** Resolves when the health check succeeds. @throws after `timeoutS` */
export async function waitForWeb(
  url: string,
  options: { timeoutS: number; signal?: AbortSignal },
): Promise<void> {
  const endMs = Date.now() + options.timeoutS * 1000;
  let last = "no answer";
  while (Date.now() < endMs) {
    options.signal?.throwIfAborted();
    try {
      const response = await fetch(`${url}/api/health`);
      if (response.ok) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await pause(200, undefined, { signal: options.signal });
  }
  throw new Error(`The web server is not ready after ${options.timeoutS} s: ${last}.`);
}
