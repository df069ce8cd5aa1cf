import type { AppError } from "@/lib/errors";
import type { RandomAccess } from "@/lib/media/isobmff";

/** The one way in which both engines, mediabunny and FFmpeg, read a file. */
export interface ByteReader extends RandomAccess {
  /** Whether a read takes a round trip over a network. */
  readonly isRemote: boolean;
  /** Why the connection was given up; the engines report a failed read as a damaged file. */
  readonly networkError: AppError | null;
  close(): Promise<void>;
}
