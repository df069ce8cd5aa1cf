import { MediaError } from "@/lib/media/failures";
import { readGrey, readSquare } from "../pixels/sampler";
import { frameChooser } from "../read/cadence";
import type { OpenVideo } from "../read/video-open";
import { keptStillOf } from "../stills/stills";
import { ahead } from "./ahead";
import { type DecodedFrame, decodeFrames } from "./decode";
import type { Frame } from "./frame";
import { FramePool, type HeldPicture } from "./held-frame";

export interface FramesOptions {
  /** About how many frames a second of the clip to hand out; `Infinity` for all. */
  maxFps: number;
  /** Inclusive; from the first frame. */
  fromS?: number;
  /** Exclusive; from the first frame. */
  toS?: number;
}

/** Decoded frames may wait for the reader, but not more than this together; 8K gets one. */
const AHEAD_BYTES = 64 * 2 ** 20;
const AHEAD_FRAMES = 6;

/** A frame over a held picture. */
export const frameOf = (held: HeldPicture, index: number, timeS: number): Frame => {
  const { widthPx, heightPx } = held.picture;
  return {
    index,
    timeS,
    widthPx,
    heightPx,
    readRgb: (region, sizePx) => readSquare(held.picture, region, sizePx),
    readLuma: (lumaWidthPx) => readGrey(held.picture, lumaWidthPx),
    keep: () => keptStillOf(held, timeS),
  };
};

const chosenFrames = async function* (
  video: OpenVideo,
  options: FramesOptions,
  onDamage: (error: unknown) => void,
): AsyncGenerator<DecodedFrame, void, undefined> {
  const choose = frameChooser(options.maxFps, video.cadence.usualGapS);
  const toS = options.toS ?? Number.POSITIVE_INFINITY;
  for await (const frame of decodeFrames(video, options.fromS ?? 0, onDamage)) {
    const wanted = frame.timeS < toS && choose(frame.timeS);
    if (wanted) yield frame;
    else frame.av.free();
    if (frame.timeS >= toS) return;
  }
};

/**
 * Decodes in FFmpeg's threads a few frames ahead of the reader, and holds no more than those. Each frame is gone when the
 * next is asked for. Damage leaves frames out and calls `onCutShort`.
 * @throws MediaError damaged when not one frame could be decoded.
 */
export const videoFrames = async function* (
  video: OpenVideo,
  options: FramesOptions,
  onCutShort: () => void,
): AsyncGenerator<Frame, void, undefined> {
  const { width, height, bitDepth } = video.probe;
  const frameBytes = width * height * (bitDepth > 8 ? 3 : 1.5);
  const limit = Math.max(1, Math.min(AHEAD_FRAMES, Math.floor(AHEAD_BYTES / frameBytes)));
  let damage: unknown;
  const source = chosenFrames(video, options, (error) => {
    damage = error;
    onCutShort();
  });
  let index = 0;
  const pool = new FramePool(video.look);
  try {
    for await (const frame of ahead(source, limit, (item) => item.av.free())) {
      const held = await pool.hold(frame.av);
      try {
        yield frameOf(held, index++, frame.timeS);
      } finally {
        held.release();
      }
    }
  } finally {
    pool.close();
  }
  if (index === 0 && damage) throw new MediaError("damaged", "Decoding failed.", { cause: damage });
};
