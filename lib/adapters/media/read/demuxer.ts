import { AVSEEK_CUR, AVSEEK_END, AVSEEK_SET, AVSEEK_SIZE, type AVSeekWhence, Demuxer } from "node-av";
import type { ByteReader, MediaSource } from "./bytes";

const READ_AHEAD_BYTES = 2 ** 20;
/** FFmpeg's own numbers for the end of a file and for a failed read. */
const END_OF_FILE = -541_478_725;
const READ_FAILED = -5;

/** FFmpeg's reads of a file that is somewhere else, in pieces of a megabyte. */
const callbacksOf = (bytes: ByteReader, onLost: (error: unknown) => void) => {
  let position = 0;
  let window = { start: 0, data: new Uint8Array(0) };
  return {
    async read(size: number) {
      if (position >= bytes.sizeBytes) return END_OF_FILE;
      try {
        const inWindow = position - window.start;
        if (inWindow < 0 || inWindow >= window.data.length) {
          const data = await bytes.read(position, Math.max(size, READ_AHEAD_BYTES));
          window = { start: position, data: new Uint8Array(data) };
        }
      } catch (error) {
        onLost(error);
        return READ_FAILED;
      }
      const from = position - window.start;
      const part = window.data.subarray(from, from + size);
      if (part.length === 0) return END_OF_FILE;
      position += part.length;
      return Buffer.from(part);
    },
    seek(offset: bigint, whence: AVSeekWhence) {
      if (whence === AVSEEK_SIZE) return BigInt(bytes.sizeBytes);
      const base = new Map<number, number>([
        [AVSEEK_SET, 0],
        [AVSEEK_CUR, position],
        [AVSEEK_END, bytes.sizeBytes],
      ]).get(whence);
      if (base === undefined) return -1n;
      position = base + Number(offset);
      return BigInt(position);
    },
  };
};

const FORMATS: Record<string, string> = {
  mp4: "mov",
  mov: "mov",
  mkv: "matroska",
  webm: "matroska",
  ts: "mpegts",
};

/**
 * FFmpeg's demuxer for a file of a known container. The container is named, so that a file cannot pass for a playlist that
 * makes FFmpeg open others. `lost` is the network's error when a read failed, which FFmpeg does not tell from damage.
 */
export const openDemuxer = async (
  source: MediaSource,
  container: string,
  bytes: ByteReader,
): Promise<{ demuxer: Demuxer; lost: () => unknown }> => {
  const format = FORMATS[container] ?? "mov";
  if ("filePath" in source) {
    return { demuxer: await Demuxer.open(`file:${source.filePath}`, { format }), lost: () => null };
  }
  let lost: unknown = null;
  const callbacks = callbacksOf(bytes, (error) => {
    lost = error;
  });
  return { demuxer: await Demuxer.open(callbacks, { format, bufferSize: 65_536 }), lost: () => lost };
};
