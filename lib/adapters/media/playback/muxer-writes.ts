import { FFmpegError, type Muxer } from "node-av";

export interface MuxerWrites {
  onFailure: () => void;
  /** Whether a trailer was written; a file without packets gets none. */
  hasEnded: boolean;
  check(): void;
}

/**
 * Observes write errors, which node-av's muxer mishandles: with two tracks a failed write blocks the other
 * forever, and a failed trailer, for example on a full disk, is ignored.
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
