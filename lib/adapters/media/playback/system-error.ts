import { constants } from "node:os";
import { AppError } from "@/lib/errors";

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

/** Maps a system error (disk, memory, files) to a transient AppError; returns null for other errors. */
export const systemErrorOf = (error: unknown): AppError | null => {
  const name = error instanceof Error && "code" in error ? NAME_BY_CODE.get(error.code) : undefined;
  return name === undefined
    ? null
    : new AppError("unavailable", `media: system error ${name}`, { cause: error });
};
