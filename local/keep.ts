import { execFileSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Secrets {
  /** Signs sessions; another one would sign everybody out. */
  authSecret: string;
  /** Of both demo accounts. */
  demoPassword: string;
}

const WORDS = ["powder", "gate", "edge", "apex", "carve", "piste", "slalom", "ridge", "lift", "binding"];

/** The laptop's own secrets, made at the first start. */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, "secrets.json");
  if (existsSync(file)) return JSON.parse(await readFile(file, "utf8"));
  const word = () => WORDS[randomInt(WORDS.length)];
  const secrets: Secrets = {
    authSecret: randomBytes(32).toString("base64url"),
    demoPassword: `${word()}-${word()}-${randomInt(1000, 9999)}`,
  };
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

const lockFile = (dataDir: string) => join(dataDir, "running.json");

/** Whether a process is one of ours; its number alone may by now be somebody else's. */
function isOurs(pid: number): boolean {
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

/** Null for one half-written, as a computer leaves it that lost its power: whoever wrote it does not run. */
function parseLock(text: string): { pid: number; url: string } | null {
  try {
    const lock = JSON.parse(text);
    return Number.isInteger(lock?.pid) ? lock : null;
  } catch {
    return null;
  }
}

/** The process that works with this folder now, or null. */
export async function whoRuns(dataDir: string): Promise<{ pid: number; url: string } | null> {
  const file = lockFile(dataDir);
  if (!existsSync(file)) return null;
  const running = parseLock(await readFile(file, "utf8"));
  return running && isOurs(running.pid) ? running : null;
}

/** Says that this process works with the folder; the returned function takes it back. */
export async function sayRunning(dataDir: string, url: string): Promise<() => Promise<void>> {
  await writeFile(lockFile(dataDir), JSON.stringify({ pid: process.pid, url }));
  return () => rm(lockFile(dataDir), { force: true });
}
