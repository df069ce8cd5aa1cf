import { FFmpegError, type Muxer } from "node-av";

export interface MuxerWrites {
  /** Called at the first write that fails, to stop what still feeds the muxer. */
  onFailure: () => void;
  /** Whether the file was brought to its end; one without any packet is not. */
  ended: boolean;
  /** @throws FFmpegError of the first write that failed */
  check(): void;
}

/**
 * What FFmpeg answers to the writes of a muxer. The muxer itself loses them: with two tracks a write that fails rejects a
 * promise nobody holds and stops the rest for ever, and a trailer that cannot be written, as on a full disk, is passed over.
 */
export const watchWrites = (muxer: Muxer): MuxerWrites => {
  const context = muxer.getFormatContext();
  const writePacket = context.interleavedWriteFrame.bind(context);
  const writeTrailer = context.writeTrailer.bind(context);
  let failed = 0;
  const watch: MuxerWrites = {
    onFailure: () => {},
    ended: false,
    check: () => FFmpegError.throwIfError(failed, "write"),
  };
  context.interleavedWriteFrame = async (packet) => {
    const answer = await writePacket(packet);
    if (answer < 0 && failed === 0) {
      failed = answer;
      watch.onFailure();
    }
    return Math.max(0, answer);
  };
  context.writeTrailer = async () => {
    const answer = await writeTrailer();
    if (failed === 0) failed = Math.min(0, answer);
    watch.ended = true;
    return answer;
  };
  return watch;
};
