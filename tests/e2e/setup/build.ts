import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { whoRuns } from "@/local/keep";
import { buildIsFresh, buildWeb } from "@/local/web";

/** What the application under test logs, its build included. */
export const LOGS = resolve("test-results/server");

/** The environment of the application under test. */
export const applicationEnv = (services: Record<string, string>): Record<string, string> => ({
  ...services,
  AUTH_SECRET: "a-secret-for-tests-of-at-least-32-characters",
});

/**
 * Builds the web application unless a build of these sources is there, and says where it lies: with that of
 * `npm run local`, or in a folder of its own while somebody works with that one.
 */
export async function freshBuild(env: Record<string, string>): Promise<string> {
  const busy = !(await buildIsFresh(".next", env)) && (await whoRuns(resolve(".local")));
  const distDir = busy ? ".next-e2e" : ".next";
  await mkdir(LOGS, { recursive: true });
  await buildWeb({ distDir, env, logFile: join(LOGS, "build.log") });
  return distDir;
}
