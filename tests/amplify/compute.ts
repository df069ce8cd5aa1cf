import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { S3_KEY } from "@/local/s3";
import { startWire, type Wire } from "@/tests/wire/server";

export const SESSION_TOKEN = "a-session-of-the-compute-role";
const STOP_TIMEOUT_MS = 10_000;
const AUTHORIZATION = "the-container-s-own-token";

/** Starts a container credentials endpoint with the temporary credentials of the compute role. */
export async function startCredentials(): Promise<Wire & { env: Record<string, string> }> {
  const wire = await startWire(({ headers }) => {
    if (headers.authorization !== AUTHORIZATION) return { status: 403 };
    return {
      body: {
        AccessKeyId: S3_KEY,
        SecretAccessKey: S3_KEY,
        Token: SESSION_TOKEN,
        Expiration: new Date(Date.now() + 3600_000).toISOString(),
      },
    };
  });
  const env = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${wire.endpoint}/role`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: AUTHORIZATION,
  };
  return Object.assign(wire, { env });
}

/** Starts `file` in `folder` with only the variables of `env`. */
export function startServer(options: {
  folder: string;
  file: string;
  env: Record<string, string>;
  logFile: string;
}): { exited: Promise<unknown>; stop(): Promise<void> } {
  const { folder, file, env, logFile } = options;
  const child: ChildProcess = spawn(process.execPath, [file], {
    cwd: folder,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(logFile);
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const exited = once(child, "exit");
  return {
    exited,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const killing = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(killing);
    },
  };
}
