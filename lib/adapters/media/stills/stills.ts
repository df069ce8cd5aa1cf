import { EncodedPacketSink } from "mediabunny";
import sharp from "sharp";
import { MediaError } from "@/lib/media/failures";
import { type DecodedFrame, decodeFrames } from "../decode/decode";
import type { CropRegion, KeptStill, RgbImage, Still } from "../decode/frame";
import { FramePool, type HeldPicture } from "../decode/held-frame";
import type { Picture } from "../pixels/picture";
import { readCrop } from "../pixels/sampler";
import type { OpenVideo } from "../read/video-open";

/** An upright crop of the given shape around a point, moved (and if need be made smaller) to lie inside the picture. */
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

/** Encodes RGB bytes as a progressive JPEG. */
export const encodeJpeg = async (image: RgbImage, quality = 82): Promise<Uint8Array> => {
  const raw = { width: image.widthPx, height: image.heightPx, channels: 3 } as const;
  return new Uint8Array(await sharp(image.data, { raw }).jpeg({ quality, progressive: true }).toBuffer());
};

/** A still over a picture that stays valid for as long as the still is used. */
export const stillOf = (held: Pick<HeldPicture, "picture">, timeS: number): Still => {
  const { widthPx, heightPx } = held.picture;
  const rgb: Still["rgb"] = (region, size) => {
    const picture: Picture = held.picture;
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

/** A still of its own over the same memory. */
export const keptStillOf = (held: HeldPicture, timeS: number): KeptStill => {
  const shared = held.share();
  return { ...stillOf(shared, timeS), release: () => shared.release() };
};

/** Times that are reached from the same key frame, so that it and what follows is decoded once. */
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

/** A decoded frame that is made readable only when it is the one looked for; most are passed by. */
class Passing {
  #held: HeldPicture | null = null;

  constructor(
    private readonly frame: DecodedFrame,
    private readonly pool: FramePool,
  ) {}

  get timeS(): number {
    return this.frame.timeS;
  }

  async hold(): Promise<{ held: HeldPicture; timeS: number }> {
    this.#held ??= await this.pool.hold(this.frame.av);
    return { held: this.#held, timeS: this.timeS };
  }

  letGo(): void {
    if (this.#held) this.#held.release();
    else this.frame.av.free();
  }
}

const nearest = async function* (
  video: OpenVideo,
  timesS: number[],
): AsyncGenerator<{ held: HeldPicture; timeS: number }> {
  const wanted = [...timesS];
  const gapS = 2 / Math.max(1, video.probe.fps);
  let before: Passing | null = null;
  let here: Passing | null = null;
  const pool = new FramePool(video.look);
  try {
    for await (const frame of decodeFrames(video, Math.max(0, (wanted[0] ?? 0) - gapS), () => {})) {
      here = new Passing(frame, pool);
      while (wanted.length > 0 && here.timeS >= wanted[0]!) {
        const timeS = wanted.shift()!;
        yield await (before && timeS - before.timeS < here.timeS - timeS ? before : here).hold();
      }
      before?.letGo();
      before = here;
      here = null;
      if (wanted.length === 0) return;
    }
    for (const _ of wanted) if (before) yield await before.hold();
  } finally {
    before?.letGo();
    here?.letGo();
    pool.close();
  }
};

/**
 * The frames nearest to the given times (from the first frame), in ascending order, one at a time. Only what lies between
 * each time and the key frame before it is decoded.
 * @throws MediaError damaged when a time's frames cannot be decoded.
 */
export const videoStills = async function* (
  video: OpenVideo,
  timesS: readonly number[],
): AsyncGenerator<Still, void, undefined> {
  const lastS = Math.max(0, video.cadence.durationS);
  const sorted = timesS.map((timeS) => Math.min(Math.max(0, timeS), lastS)).sort((a, b) => a - b);
  for (const group of await byKeyFrame(video, sorted)) {
    let found = 0;
    for await (const { held, timeS } of nearest(video, group)) {
      found++;
      yield stillOf(held, timeS);
    }
    if (found < group.length) throw new MediaError("damaged", "A still could not be decoded.");
  }
};
