import { EncodedPacketSink } from "mediabunny";
import sharp from "sharp";
import { MediaError } from "@/lib/media/failures";
import { type DecodedFrame, decodeFrames } from "../decode/decode-frames";
import type { CropRegion, KeptStill, RgbImage, Still } from "../decode/frame";
import { FramePool, type PooledPicture } from "../decode/frame-pool";
import type { Picture } from "../pixels/picture";
import { readCrop } from "../pixels/sampler";
import type { OpenVideo } from "../read/open-video";

/** Returns a crop around a point, moved and if necessary shrunk to lie inside the picture. */
export const cropAround = (
  picture: { widthPx: number; heightPx: number },
  centre: { xPx: number; yPx: number },
  size: { heightPx: number; aspect: number },
): CropRegion => {
  const heightPx = Math.min(size.heightPx, picture.heightPx, picture.widthPx / size.aspect);
  const widthPx = heightPx * size.aspect;
  const inside = (middle: number, length: number, limit: number) =>
    Math.max(0, Math.min(middle - length / 2, limit - length));
  return {
    leftPx: inside(centre.xPx, widthPx, picture.widthPx),
    topPx: inside(centre.yPx, heightPx, picture.heightPx),
    widthPx,
    heightPx,
  };
};

export const encodeJpeg = async (image: RgbImage, quality = 82): Promise<Uint8Array> => {
  const raw = { width: image.widthPx, height: image.heightPx, channels: 3 } as const;
  return new Uint8Array(await sharp(image.data, { raw }).jpeg({ quality, progressive: true }).toBuffer());
};

export const stillOf = (pooled: Pick<PooledPicture, "picture">, timeS: number): Still => {
  const { widthPx, heightPx } = pooled.picture;
  const rgb: Still["rgb"] = (region, size) => {
    const picture: Picture = pooled.picture;
    const from = region ?? { leftPx: 0, topPx: 0, widthPx, heightPx };
    const outHeight = size.heightPx ?? Math.max(1, Math.round((size.widthPx * from.heightPx) / from.widthPx));
    return {
      data: readCrop(picture, from, { widthPx: size.widthPx, heightPx: outHeight }),
      widthPx: size.widthPx,
      heightPx: outHeight,
    };
  };
  return {
    timeS,
    widthPx,
    heightPx,
    rgb,
    jpeg: (region, options) => encodeJpeg(rgb(region, options), options.quality),
  };
};

/** Returns a still that is valid until its release. */
export const keptStillOf = (pooled: PooledPicture, timeS: number): KeptStill => {
  const retained = pooled.retain();
  return { ...stillOf(retained, timeS), release: () => retained.release() };
};

const byKeyFrame = async (video: OpenVideo, sortedS: readonly number[]): Promise<number[][]> => {
  const sink = new EncodedPacketSink(video.track);
  const groups: { keyS: number; timesS: number[] }[] = [];
  for (const timeS of sortedS) {
    const key = await sink.getKeyPacket(video.startS + timeS, { metadataOnly: true });
    const keyS = key?.timestamp ?? 0;
    const last = groups.at(-1);
    if (last?.keyS === keyS) last.timesS.push(timeS);
    else groups.push({ keyS, timesS: [timeS] });
  }
  return groups.map((group) => group.timesS);
};

interface PictureAt {
  picture: PooledPicture;
  timeS: number;
}

/** A decoded frame that is copied only if it is the nearest to a wanted time. */
class CandidateFrame {
  readonly #frame: DecodedFrame;
  readonly #pool: FramePool;
  #picture: PooledPicture | null = null;

  constructor(frame: DecodedFrame, pool: FramePool) {
    this.#frame = frame;
    this.#pool = pool;
  }

  get timeS(): number {
    return this.#frame.timeS;
  }

  async picture(): Promise<PictureAt> {
    this.#picture ??= await this.#pool.copy(this.#frame.av);
    return { picture: this.#picture, timeS: this.timeS };
  }

  release(): void {
    if (this.#picture) this.#picture.release();
    else this.#frame.av.free();
  }
}

const nearer = (previous: CandidateFrame | null, current: CandidateFrame, timeS: number): CandidateFrame =>
  previous && timeS - previous.timeS < current.timeS - timeS ? previous : current;

const nearestPictures = async function* (video: OpenVideo, timesS: number[]): AsyncGenerator<PictureAt> {
  const wanted = [...timesS];
  const gapS = 2 / Math.max(1, video.probe.fps);
  let previous: CandidateFrame | null = null;
  let current: CandidateFrame | null = null;
  const pool = new FramePool(video.display);
  try {
    for await (const frame of decodeFrames(video, Math.max(0, (wanted[0] ?? 0) - gapS), () => {})) {
      current = new CandidateFrame(frame, pool);
      while (wanted.length > 0 && current.timeS >= wanted[0]!) {
        const timeS = wanted.shift()!;
        yield await nearer(previous, current, timeS).picture();
      }
      previous?.release();
      previous = current;
      current = null;
      if (wanted.length === 0) return;
    }
    for (const _ of wanted) if (previous) yield await previous.picture();
  } finally {
    previous?.release();
    current?.release();
    pool.close();
  }
};

/**
 * Yields the frames nearest to the times in ascending order, each valid until the next is requested.
 * Throws MediaError `damaged` when a frame cannot be decoded.
 */
export const videoStills = async function* (
  video: OpenVideo,
  timesS: readonly number[],
): AsyncGenerator<Still, void, undefined> {
  const lastS = Math.max(0, video.frameTimes.durationS);
  const sorted = timesS.map((timeS) => Math.min(Math.max(0, timeS), lastS)).sort((a, b) => a - b);
  for (const group of await byKeyFrame(video, sorted)) {
    let found = 0;
    for await (const { picture, timeS } of nearestPictures(video, group)) {
      found++;
      yield stillOf(picture, timeS);
    }
    if (found < group.length) throw new MediaError("damaged", "A still could not be decoded.");
  }
};
