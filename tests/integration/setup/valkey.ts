import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** The installed Valkey or Redis server, or null. */
export const VALKEY =
  ["valkey-server", "redis-server"].find((name) => spawnSync(name, ["--version"]).status === 0) ?? null;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

export interface RunningValkey {
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a server without persistence on the loopback address. */
export async function startValkey(program: string): Promise<RunningValkey> {
  const port = await freePort();
  const child = spawn(
    program,
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  for await (const line of child.stdout) if (String(line).includes("Ready to accept")) break;
  return {
    url: `redis://127.0.0.1:${port}`,
    process: child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
