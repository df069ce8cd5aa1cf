import { EncodedPacketSink, InputDisposedError, type InputVideoTrack } from "mediabunny";
import { type Frame as AvFrame, FFmpegError } from "node-av";
import { MediaError } from "@/lib/media/failures";
import type { ByteReader } from "../read/byte-reader";
import { openDecoder, type VideoTrackDecoder } from "./video-decoder";

export interface DecodableVideo {
  track: InputVideoTrack;
  bytes: ByteReader;
  startS: number;
}

/** A decoded frame; the consumer frees `av`. */
export interface DecodedFrame {
  av: AvFrame;
  /** Relative to the first frame of the clip. */
  timeS: number;
}

const ROUNDING_S = 2e-6;

/** Yields the packets from the key frame before `fromS` on. A read error is damage and ends them. */
const packetsFrom = async function* (
  video: DecodableVideo,
  fromS: number,
  onDamage: (error: unknown) => void,
) {
  const sink = new EncodedPacketSink(video.track);
  const keyPacket =
    fromS > 0 ? await sink.getKeyPacket(video.startS + fromS, { verifyKeyPackets: true }) : null;
  const first = keyPacket ?? (await sink.getFirstPacket());
  if (!first) return;
  try {
    yield* sink.packets(first);
  } catch (error) {
    if (video.bytes.networkError) throw video.bytes.networkError;
    if (error instanceof InputDisposedError) throw error;
    onDamage(error);
  }
};

/**
 * Yields every frame from `fromS` on, in order. A damaged packet is skipped and reported to `onDamage`.
 * Throws AppError when the network is lost.
 */
export const decodeFrames = async function* (
  video: DecodableVideo,
  fromS: number,
  onDamage: (error: unknown) => void,
): AsyncGenerator<DecodedFrame, void, undefined> {
  const packets = packetsFrom(video, fromS, onDamage);
  const decoder: VideoTrackDecoder = await openDecoder(video.track);
  const pending: DecodedFrame[] = [];
  const decode = async (packet: Parameters<VideoTrackDecoder["decode"]>[0]) => {
    try {
      for (const av of await decoder.decode(packet)) {
        pending.push({ av, timeS: Number(av.pts) / 1e6 - video.startS });
      }
    } catch (error) {
      if (!(error instanceof FFmpegError)) throw error;
      onDamage(error);
    }
  };
  const drain = function* () {
    for (let frame = pending.shift(); frame; frame = pending.shift()) {
      if (frame.timeS < fromS - ROUNDING_S || frame.timeS < -ROUNDING_S) frame.av.free();
      else yield frame;
    }
  };
  try {
    for await (const packet of packets) {
      await decode(packet);
      yield* drain();
    }
    await decode(null);
    yield* drain();
  } finally {
    for (const frame of pending) frame.av.free();
    decoder.close();
  }
};

/** Decodes the first frame. Throws MediaError `damaged` when there is none. */
export const firstFrame = async (video: DecodableVideo): Promise<DecodedFrame> => {
  let damage: unknown;
  for await (const frame of decodeFrames(video, 0, (error) => {
    damage = error;
  })) {
    return frame;
  }
  throw new MediaError("damaged", "No frame could be decoded.", { cause: damage });
};
