import type { EncodedPacket, InputVideoTrack, VideoCodec } from "mediabunny";
import {
  AV_CODEC_ID_AV1,
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AV_CODEC_ID_PRORES,
  AV_CODEC_ID_VP8,
  AV_CODEC_ID_VP9,
  AV_NOPTS_VALUE,
  type AVCodecID,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVMEDIA_TYPE_VIDEO,
  Frame as AvFrame,
  Codec,
  CodecContext,
  FFmpegError,
  Packet,
} from "node-av";
import { MediaError } from "@/lib/media/failures";

const CODEC_IDS: Record<VideoCodec, AVCodecID> = {
  avc: AV_CODEC_ID_H264,
  hevc: AV_CODEC_ID_HEVC,
  vp8: AV_CODEC_ID_VP8,
  vp9: AV_CODEC_ID_VP9,
  av1: AV_CODEC_ID_AV1,
  prores: AV_CODEC_ID_PRORES,
};
/** More threads keep more frames in memory and hardly decode faster. */
const MAX_THREADS = 8;

const toBuffer = (source: AllowSharedBufferSource): Buffer =>
  ArrayBuffer.isView(source)
    ? Buffer.from(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)
    : Buffer.from(source as ArrayBuffer);

/**
 * FFmpeg's software decoder for one track. Decoding runs in its own threads. Presentation times come back on the frames
 * in microseconds (`pts`). Every frame must be freed by whoever takes it.
 */
export interface FrameDecoder {
  /** Frames that became ready, in presentation order; `null` asks for the last ones. @throws FFmpegError on damage. */
  decode(packet: EncodedPacket | null): Promise<AvFrame[]>;
  close(): void;
}

/** @throws MediaError unsupportedCodec when FFmpeg has no decoder for the track. */
export const openDecoder = async (track: InputVideoTrack): Promise<FrameDecoder> => {
  const codecName = await track.getCodec();
  const codec = codecName ? Codec.findDecoder(CODEC_IDS[codecName]) : null;
  const config = await track.getDecoderConfig();
  if (!codec || !config) throw new MediaError("unsupportedCodec", `No decoder for ${codecName}.`);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.codecType = AVMEDIA_TYPE_VIDEO;
  context.codecId = codec.id;
  context.width = config.codedWidth ?? 0;
  context.height = config.codedHeight ?? 0;
  context.threadCount = Math.min(MAX_THREADS, navigator.hardwareConcurrency);
  if (config.description) context.extraData = toBuffer(config.description);
  FFmpegError.throwIfError(await context.open2(codec, null), "open decoder");
  const scratch = new AvFrame();
  scratch.alloc();
  const carrier = new Packet();
  carrier.alloc();

  const receive = async (): Promise<AvFrame[]> => {
    const frames: AvFrame[] = [];
    for (;;) {
      const result = await context.receiveFrame(scratch);
      if (result === AVERROR_EAGAIN || result === AVERROR_EOF) return frames;
      try {
        FFmpegError.throwIfError(result, "receive frame");
        const frame = scratch.clone();
        if (!frame) throw new Error("Out of memory for a frame.");
        frames.push(frame);
      } catch (error) {
        for (const frame of frames) frame.free();
        throw error;
      }
    }
  };

  return {
    async decode(packet) {
      if (packet) {
        carrier.isKeyframe = packet.type === "key";
        carrier.data = toBuffer(packet.data);
        carrier.timeBase = { num: 1, den: 1_000_000 };
        carrier.pts = BigInt(packet.microsecondTimestamp);
        carrier.dts = AV_NOPTS_VALUE;
        carrier.duration = BigInt(packet.microsecondDuration);
      }
      const result = await context.sendPacket(packet ? carrier : null);
      carrier.unref();
      if (result !== AVERROR_EOF) FFmpegError.throwIfError(result, "send packet");
      return receive();
    },
    close() {
      context.freeContext();
      scratch.free();
      carrier.free();
    },
  };
};
