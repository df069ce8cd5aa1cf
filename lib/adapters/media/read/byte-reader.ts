import type { AppError } from "@/lib/errors";
import type { RandomAccess } from "@/lib/media/isobmff";

/** The source of mediabunny and FFmpeg. */
export interface ByteReader extends RandomAccess {
  readonly isRemote: boolean;
  /** Set after a failed read, because mediabunny and FFmpeg report it as a damaged file. */
  readonly networkError: AppError | null;
  close(): Promise<void>;
}
