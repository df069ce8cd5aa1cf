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
const MAX_THREADS = 8;

const toBuffer = (source: AllowSharedBufferSource): Buffer =>
  ArrayBuffer.isView(source)
    ? Buffer.from(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)
    : Buffer.from(source as ArrayBuffer);

/** FFmpeg's software decoder for one track, in its own threads. `pts` of a frame is in microseconds. */
export interface VideoTrackDecoder {
  /** Returns the frames that are ready; the caller frees them. Null flushes the decoder. */
  decode(packet: EncodedPacket | null): Promise<AvFrame[]>;
  close(): void;
}

/** Opens a decoder. Throws MediaError `unsupportedCodec` when FFmpeg has none for the track. */
export const openDecoder = async (track: InputVideoTrack): Promise<VideoTrackDecoder> => {
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
  const received = new AvFrame();
  received.alloc();
  const avPacket = new Packet();
  avPacket.alloc();

  const receiveOne = async (): Promise<AvFrame | null> => {
    const result = await context.receiveFrame(received);
    if (result === AVERROR_EAGAIN || result === AVERROR_EOF) return null;
    FFmpegError.throwIfError(result, "receive frame");
    const frame = received.clone();
    if (!frame) throw new Error("Out of memory for a frame.");
    return frame;
  };
  const receive = async (): Promise<AvFrame[]> => {
    const frames: AvFrame[] = [];
    try {
      for (let frame = await receiveOne(); frame; frame = await receiveOne()) frames.push(frame);
      return frames;
    } catch (error) {
      for (const frame of frames) frame.free();
      throw error;
    }
  };

  return {
    async decode(packet) {
      if (packet) {
        avPacket.isKeyframe = packet.type === "key";
        avPacket.data = toBuffer(packet.data);
        avPacket.timeBase = { num: 1, den: 1_000_000 };
        avPacket.pts = BigInt(packet.microsecondTimestamp);
        avPacket.dts = AV_NOPTS_VALUE;
        avPacket.duration = BigInt(packet.microsecondDuration);
      }
      const result = await context.sendPacket(packet ? avPacket : null);
      avPacket.unref();
      if (result !== AVERROR_EOF) FFmpegError.throwIfError(result, "send packet");
      return receive();
    },
    close() {
      context.freeContext();
      received.free();
      avPacket.free();
    },
  };
};
