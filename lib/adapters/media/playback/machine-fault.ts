import { constants } from "node:os";
import { AppError } from "@/lib/errors";

/** What no file is to blame for: disk, rights, open files, memory. */
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
// Node says the name, FFmpeg the negative number.
const CODES = new Map<unknown, string>(
  NAMES.flatMap((name) => [[name, name] as const, [-constants.errno[name], name] as const]),
);

/** A fault of this machine, by Node's or FFmpeg's error, as one that passes; null when it is something else. */
export const machineFault = (error: unknown): AppError | null => {
  const name = error instanceof Error && "code" in error ? CODES.get(error.code) : undefined;
  return name === undefined
    ? null
    : new AppError("unavailable", `media: this machine says ${name}`, { cause: error });
};
