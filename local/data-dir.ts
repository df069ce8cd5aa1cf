import { execFileSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface LocalSecrets {
  /** Signs sessions; a new one ends them all. */
  authSecret: string;
  demoPassword: string;
}

const WORDS = ["powder", "gate", "edge", "apex", "carve", "piste", "slalom", "ridge", "lift", "binding"];

/** Returns the secrets of this data folder, created at the first start. */
export async function readSecrets(dataDir: string): Promise<LocalSecrets> {
  const file = join(dataDir, "secrets.json");
  if (existsSync(file)) return JSON.parse(await readFile(file, "utf8"));
  const word = () => WORDS[randomInt(WORDS.length)];
  const secrets: LocalSecrets = {
    authSecret: randomBytes(32).toString("base64url"),
    demoPassword: `${word()}-${word()}-${randomInt(1000, 9999)}`,
  };
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

const lockFile = (dataDir: string) => join(dataDir, "running.json");

/** Returns whether a process is `npm run local`; its id may have been reused. */
function isLocalStart(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform === "win32") return true;
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(
      "local/start",
    );
  } catch {
    return false;
  }
}

/** Returns null for a truncated file, whose process has ended. */
function parseLock(text: string): { pid: number; url: string } | null {
  try {
    const lock = JSON.parse(text);
    return Number.isInteger(lock?.pid) ? lock : null;
  } catch {
    return null;
  }
}

export async function findRunning(dataDir: string): Promise<{ pid: number; url: string } | null> {
  const file = lockFile(dataDir);
  if (!existsSync(file)) return null;
  const running = parseLock(await readFile(file, "utf8"));
  return running && isLocalStart(running.pid) ? running : null;
}

/** Records that this process uses a data folder; the returned function removes the record. */
export async function recordRunning(dataDir: string, url: string): Promise<() => Promise<void>> {
  await writeFile(lockFile(dataDir), JSON.stringify({ pid: process.pid, url }));
  return () => rm(lockFile(dataDir), { force: true });
}
