import {
  AVERROR_EIO,
  AVERROR_EOF,
  AVSEEK_CUR,
  AVSEEK_END,
  AVSEEK_SET,
  AVSEEK_SIZE,
  type AVSeekWhence,
  Demuxer,
} from "node-av";
import type { VideoFormat } from "@/lib/media/formats";
import type { ByteReader } from "./byte-reader";
import { CONTAINERS } from "./containers";

const READ_AHEAD_BYTES = 2 ** 20;
const BUFFER_BYTES = 65_536;

const callbacksOf = (bytes: ByteReader) => {
  let position = 0;
  let window = { start: 0, data: new Uint8Array(0) };
  return {
    async read(size: number) {
      if (position >= bytes.sizeBytes) return AVERROR_EOF;
      try {
        const inWindow = position - window.start;
        if (inWindow < 0 || inWindow >= window.data.length) {
          const data = await bytes.read(position, Math.max(size, READ_AHEAD_BYTES));
          window = { start: position, data: new Uint8Array(data) };
        }
      } catch {
        return AVERROR_EIO;
      }
      const from = position - window.start;
      const part = window.data.subarray(from, from + size);
      if (part.length === 0) return AVERROR_EOF;
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

/**
 * Opens FFmpeg's demuxer for a known container: with detection, FFmpeg would open the files of a playlist.
 * After a network error FFmpeg reports damage and `bytes.networkError` is set.
 */
export const openDemuxer = (bytes: ByteReader, container: VideoFormat): Promise<Demuxer> =>
  Demuxer.open(callbacksOf(bytes), {
    format: CONTAINERS[container].demuxer,
    bufferSize: BUFFER_BYTES,
  });
