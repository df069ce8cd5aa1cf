import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyFreePorts } from "@/local/ports";
import { startServices } from "@/local/services";
import { migrate } from "@/prisma/migrate";

/** Starts the local services in a temporary folder; the test processes inherit the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "ski-racer-tests-"));
  const services = await startServices({
    dataDir,
    ports: await anyFreePorts(),
    visibilityTimeoutS: 30,
    maxReceiveCount: 3,
    derivedBucket: "derived",
  });
  Object.assign(process.env, services.env, {
    NODE_ENV: "test",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    AUTH_SECRET: "a-secret-for-tests-of-at-least-32-characters",
    DATABASE_POOL_MAX: "5",
  });
  const stop = async () => {
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(services.env.DATABASE_URL ?? "");
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
