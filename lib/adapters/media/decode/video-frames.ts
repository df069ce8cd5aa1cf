import { MediaError } from "@/lib/media/failures";
import { readGrey } from "../pixels/grey";
import { readSquare } from "../pixels/sampler";
import { frameThinning } from "../read/frame-times";
import type { OpenVideo } from "../read/open-video";
import { keptStillOf } from "../stills/stills";
import { type DecodedFrame, decodeFrames } from "./decode-frames";
import type { MediaFrame } from "./frame";
import { FramePool, type PooledPicture } from "./frame-pool";
import { prefetch } from "./prefetch";

export interface FramesOptions {
  /** Approximate maximum of frames per second; `Infinity` for all frames. */
  maxFps: number;
  /** Inclusive; relative to the first frame. */
  fromS?: number;
  /** Exclusive; relative to the first frame. */
  toS?: number;
}

/** Limit for all prefetched frames; of 8K there is only one. */
const PREFETCHED_BYTES = 64 * 2 ** 20;
const PREFETCHED_FRAMES = 6;

export const frameOf = (pooled: PooledPicture, index: number, timeS: number): MediaFrame => {
  const { widthPx, heightPx } = pooled.picture;
  return {
    index,
    timeS,
    widthPx,
    heightPx,
    readRgb: (region, sizePx) => readSquare(pooled.picture, region, sizePx),
    readLuma: (lumaWidthPx) => readGrey(pooled.picture, lumaWidthPx),
    keep: () => keptStillOf(pooled, timeS),
  };
};

const thinnedFrames = async function* (
  video: OpenVideo,
  options: FramesOptions,
  onDamage: (error: unknown) => void,
): AsyncGenerator<DecodedFrame, void, undefined> {
  const isKept = frameThinning(options.maxFps, video.frameTimes.usualGapS);
  const toS = options.toS ?? Number.POSITIVE_INFINITY;
  for await (const frame of decodeFrames(video, options.fromS ?? 0, onDamage)) {
    const isWanted = frame.timeS < toS && isKept(frame.timeS);
    if (isWanted) yield frame;
    else frame.av.free();
    if (frame.timeS >= toS) return;
  }
};

/**
 * Decodes a few frames ahead of the consumer. A frame is valid until the next one is requested. Throws
 * MediaError `damaged` when no frame could be decoded.
 */
export const videoFrames = async function* (
  video: OpenVideo,
  options: FramesOptions,
  onDamage: () => void,
): AsyncGenerator<MediaFrame, void, undefined> {
  const { width, height, bitDepth } = video.probe;
  const frameBytes = width * height * (bitDepth > 8 ? 3 : 1.5);
  const limit = Math.max(1, Math.min(PREFETCHED_FRAMES, Math.floor(PREFETCHED_BYTES / frameBytes)));
  let damage: unknown;
  const source = thinnedFrames(video, options, (error) => {
    damage = error;
    onDamage();
  });
  let index = 0;
  const pool = new FramePool(video.display);
  try {
    for await (const frame of prefetch(source, limit, (item) => item.av.free())) {
      const pooled = await pool.copy(frame.av);
      try {
        yield frameOf(pooled, index++, frame.timeS);
      } finally {
        pooled.release();
      }
    }
  } finally {
    pool.close();
  }
  if (index === 0 && damage) throw new MediaError("damaged", "Decoding failed.", { cause: damage });
};
