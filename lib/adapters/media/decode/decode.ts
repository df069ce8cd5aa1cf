import { EncodedPacketSink, InputDisposedError, type InputVideoTrack } from "mediabunny";
import { type Frame as AvFrame, FFmpegError } from "node-av";
import { MediaError } from "@/lib/media/failures";
import type { OpenInput } from "../read/engine";
import { type FrameDecoder, openDecoder } from "./decoder";

/** What decoding needs to know of a clip. */
export interface DecodableVideo {
  track: InputVideoTrack;
  opened: OpenInput;
  /** Presentation time of the first frame. */
  startS: number;
}

/** A decoded frame, owned by whoever receives it. */
export interface DecodedFrame {
  av: AvFrame;
  /** From the clip's first frame. */
  timeS: number;
}

const ROUNDING_S = 2e-6;

/**
 * Decodes from the key frame at or before `fromS` and yields every frame from `fromS` on (counted from the first frame) in
 * order. A damaged packet is left out and reported by `onDamage`; FFmpeg conceals what the frames after it miss.
 * @throws AppError when the network is lost.
 */
export const decodeFrames = async function* (
  video: DecodableVideo,
  fromS: number,
  onDamage: (error: unknown) => void,
): AsyncGenerator<DecodedFrame, void, undefined> {
  const { startS } = video;
  const sink = new EncodedPacketSink(video.track);
  const first =
    (fromS > 0 ? await sink.getKeyPacket(startS + fromS, { verifyKeyPackets: true }) : null) ??
    (await sink.getFirstPacket());
  if (!first) return;
  const decoder: FrameDecoder = await openDecoder(video.track);
  let pending: DecodedFrame[] = [];
  const take = (frames: AvFrame[]) => {
    pending = frames.map((av) => ({ av, timeS: Number(av.pts) / 1e6 - startS }));
  };
  const decode = async (packet: Parameters<FrameDecoder["decode"]>[0]) => {
    try {
      take(await decoder.decode(packet));
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
    const packets = sink.packets(first);
    for (;;) {
      const next = await packets.next().catch((error: unknown) => {
        const lost = video.opened.networkError();
        if (lost) throw lost;
        if (error instanceof InputDisposedError) throw error;
        onDamage(error);
        return { done: true, value: undefined } as const;
      });
      if (next.done) break;
      await decode(next.value);
      yield* drain();
    }
    await decode(null);
    yield* drain();
  } finally {
    for (const frame of pending) frame.av.free();
    decoder.close();
  }
};

/** The first frame, to learn what metadata may not tell. @throws MediaError damaged when there is none. */
export const firstFrame = async (video: DecodableVideo): Promise<DecodedFrame> => {
  let damage: unknown;
  for await (const frame of decodeFrames(video, 0, (error) => {
    damage = error;
  })) {
    return frame;
  }
  throw new MediaError("damaged", "Not one frame could be decoded.", { cause: damage });
};
