import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { keepRunning } from "@/local/children";
import { findRunning } from "@/local/data-dir";
import { anyFreePorts } from "@/local/ports";
import { startServices } from "@/local/services";
import { buildIsFresh, buildWeb, waitForWeb, webServer, worker } from "@/local/web";
import { migrate } from "@/prisma/migrate";

/** Returns the build folder of `npm run local`, or another one while that one is in use. */
async function chooseBuild(env: Record<string, string>): Promise<string> {
  if (await buildIsFresh(".next", env)) return ".next";
  return (await findRunning(resolve(".local"))) ? ".next-e2e" : ".next";
}

/**
 * Starts the whole application in a folder and on ports of its own: services, the production build and a
 * worker. Sets E2E_URL and E2E_DIR, a folder that tests share. Logs are in test-results/server.
 */
export default function setup(): Promise<() => Promise<void>> {
  return startApplication();
}

/** Starts the application, for measurements also without a worker. Returns a function that stops it. */
export async function startApplication(options: { worker?: boolean } = {}): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "ski-racer-e2e-"));
  const logs = resolve("test-results/server");
  await mkdir(logs, { recursive: true });
  const running: { stop(): Promise<void> }[] = [
    { stop: () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }) },
  ];
  const stop = async () => {
    for (const service of running.splice(0).reverse()) await service.stop();
  };
  try {
    const ports = await anyFreePorts();
    const services = await startServices({ dataDir, ports });
    running.push(services);
    const url = services.env.APP_URL ?? "";
    const env = { ...services.env, AUTH_SECRET: "a-secret-for-tests-of-at-least-32-characters" };
    await migrate(services.env.DATABASE_URL ?? "");
    const distDir = await chooseBuild(env);
    await buildWeb({ distDir, env, logFile: join(logs, "build.log") });
    const onCrash = (message: string) => console.error(message);
    const web = { port: ports.web, dev: false, distDir, env, logFile: join(logs, "web.log") };
    running.push(keepRunning(webServer(web), onCrash));
    if (options.worker !== false)
      running.push(keepRunning(worker(env, join(logs, "worker.log"), 5), onCrash));
    await waitForWeb(url, { timeoutS: 60 });
    Object.assign(process.env, env, { E2E_URL: url, E2E_DIR: dataDir });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
