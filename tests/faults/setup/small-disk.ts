import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Enough for folders, not for a clip. */
const SMALL_KIB = 32;

/** A temporary folder with almost no space, and the command that starts a process limited to it. */
export interface SmallDisk {
  folder: string;
  command(args: string[]): [command: string, args: string[]];
  /** Adds space under a running process; null when that is not possible. */
  grow: (() => Promise<void>) | null;
  remove(): Promise<void>;
}

/** Returns the mount command, or null when this user may not mount without a password. */
async function mounter(): Promise<string[] | null> {
  if (process.platform !== "linux") return null;
  if (process.getuid?.() === 0) return ["mount"];
  return run("sudo", ["-n", "true"]).then(
    () => ["sudo", "-n", "mount"],
    () => null,
  );
}

/** Mounts a disk that is full (ENOSPC); null when this user may not mount. */
export async function tinyMount(): Promise<SmallDisk | null> {
  const mount = await mounter();
  if (!mount) return null;
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-disk-"));
  const [command = "mount", ...flags] = mount;
  const sized = (kib: number) => `size=${kib}k,mode=1777`;
  try {
    await run(command, [...flags, "-t", "tmpfs", "-o", sized(SMALL_KIB), "tmpfs", folder]);
  } catch {
    await rm(folder, { recursive: true });
    return null;
  }
  const unmount = flags.length > 0 ? ["sudo", "-n", "umount", folder] : ["umount", folder];
  return {
    folder,
    command: (args) => [process.execPath, args],
    grow: async () => {
      await run(command, [...flags, "-o", `remount,${sized(64 * 1024)}`, folder]);
    },
    remove: async () => {
      await run(unmount[0] ?? "umount", unmount.slice(1));
      await rm(folder, { recursive: true });
    },
  };
}

/** Limits the size of files (EFBIG), which needs no privileges. */
export async function fileSizeLimit(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-limit-"));
  // POSIX counts in blocks of 512 bytes.
  const script = `ulimit -f ${SMALL_KIB * 2}; exec "$0" "$@"`;
  return {
    folder,
    command: (args) => ["sh", ["-c", script, process.execPath, ...args]],
    grow: null,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
