import { constants } from "node:os";
import { AppError } from "@/lib/errors";

/** Disk, rights, open files, memory: faults of the machine and not of the file. */
const NAMES = [
  "ENOSPC",
  "EDQUOT",
  "EFBIG",
  "EIO",
  "EMFILE",
  "ENFILE",
  "ENOMEM",
  "EACCES",
  "EPERM",
  "EROFS",
] as const;
/** Node reports the name, FFmpeg the negative number. */
const NAME_BY_CODE = new Map<unknown, string>(
  NAMES.flatMap((name) => [[name, name] as const, [-constants.errno[name], name] as const]),
);

/** Returns a fault of this machine as a transient error, or null when the error is something else. */
export const systemErrorOf = (error: unknown): AppError | null => {
  const name = error instanceof Error && "code" in error ? NAME_BY_CODE.get(error.code) : undefined;
  return name === undefined
    ? null
    : new AppError("unavailable", `media: system error ${name}`, { cause: error });
};
