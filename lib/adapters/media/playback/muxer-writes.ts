import { FFmpegError, type Muxer } from "node-av";

export interface MuxerWrites {
  /** Called at the first write that fails, to stop the pipeline. */
  onFailure: () => void;
  /** Whether the trailer was written; a file without packets gets none. */
  hasEnded: boolean;
  /** Throws FFmpegError of the first write that failed. */
  check(): void;
}

/**
 * Observes the results of a muxer's writes, which the muxer loses: with two tracks a failed write rejects a promise that
 * nothing awaits and blocks the rest for ever, and a trailer that cannot be written, as on a full disk, is ignored.
 */
export const observeWrites = (muxer: Muxer): MuxerWrites => {
  const context = muxer.getFormatContext();
  const writePacket = context.interleavedWriteFrame.bind(context);
  const writeTrailer = context.writeTrailer.bind(context);
  let firstError = 0;
  const writes: MuxerWrites = {
    onFailure: () => {},
    hasEnded: false,
    check: () => FFmpegError.throwIfError(firstError, "write"),
  };
  context.interleavedWriteFrame = async (packet) => {
    const result = await writePacket(packet);
    if (result < 0 && firstError === 0) {
      firstError = result;
      writes.onFailure();
    }
    return Math.max(0, result);
  };
  context.writeTrailer = async () => {
    const result = await writeTrailer();
    if (firstError === 0) firstError = Math.min(0, result);
    writes.hasEnded = true;
    return result;
  };
  return writes;
};
