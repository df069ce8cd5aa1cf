import { VideoSampleSink } from "mediabunny";
import { frameChooser } from "./cadence";
import { DECODER } from "./engine";
import { MediaError } from "./errors";
import type { Frame } from "./frame";
import { readGrey, readSquare } from "./sampler";
import type { OpenVideo } from "./video-open";
import { type HeldPicture, holdSample } from "./video-picture";

export interface FramesOptions {
  /** About how many frames a second of the clip to hand out; `Infinity` for all. */
  maxFps: number;
  /** Inclusive; from the first frame. */
  fromS?: number;
  /** Exclusive; from the first frame. */
  toS?: number;
}

/** A frame over a held picture; `index` counts from 0. */
export const frameOf = (held: HeldPicture, index: number, timeS: number): Frame => {
  const { widthPx, heightPx } = held.picture;
  return {
    index,
    timeS,
    widthPx,
    heightPx,
    readRgb: (region, sizePx) => readSquare(held.picture, region, sizePx),
    readLuma: (lumaWidthPx) => readGrey(held.picture, lumaWidthPx),
  };
};

const ROUNDING_S = 1e-6;

/**
 * Decodes in FFmpeg's threads a few frames ahead of the reader, and holds no more than those. Each frame is gone when the
 * next is asked for. When decoding dies after at least one frame, the frames end there and `onCutShort` is called.
 * @throws MediaError damaged when not one frame could be decoded.
 */
export const videoFrames = async function* (
  video: OpenVideo,
  options: FramesOptions,
  onCutShort: () => void,
): AsyncGenerator<Frame, void, undefined> {
  const { startS, usualGapS } = video.cadence;
  const size = { widthPx: video.probe.width, heightPx: video.probe.height };
  const fromS = options.fromS ?? 0;
  const toS = options.toS ?? Number.POSITIVE_INFINITY;
  const choose = frameChooser(options.maxFps, usualGapS);
  const samples = new VideoSampleSink(video.track, DECODER).samples(startS + fromS, startS + toS);
  let index = 0;
  let held: HeldPicture | null = null;
  try {
    for (;;) {
      const next = await samples.next().catch((error: unknown) => {
        const lost = video.opened.networkError();
        if (lost) throw lost;
        if (index === 0) throw new MediaError("damaged", "Decoding failed.", { cause: error });
        onCutShort();
        return { done: true, value: undefined } as const;
      });
      if (next.done) return;
      const timeS = next.value.timestamp - startS;
      if (timeS < fromS - ROUNDING_S || !choose(timeS)) {
        next.value.close();
        continue;
      }
      held = await holdSample(next.value, size);
      yield frameOf(held, index++, timeS);
      held.release();
    }
  } finally {
    held?.release();
    await samples.return(undefined);
  }
};
