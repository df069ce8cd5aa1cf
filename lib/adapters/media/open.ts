import { MediaError } from "@/lib/media/failures";
import type { Frame, Still } from "./decode/frame";
import { type FramesOptions, frameOf, videoFrames } from "./decode/frames";
import type { HeldPicture } from "./decode/held-frame";
import { type OpenPhoto, openPhoto } from "./photo/photo";
import { makePlayback, type PlaybackMode, type PlaybackOptions } from "./playback/playback";
import { type ByteReader, type MediaSource, openBytes } from "./read/bytes";
import type { MediaProbe } from "./read/probe";
import { sniff } from "./read/sniff";
import { type OpenVideo, openVideo } from "./read/video-open";
import { stillOf, videoStills } from "./stills/stills";

/** A file that was looked into and can be used. */
export interface OpenedMedia {
  readonly probe: MediaProbe;
  /** The file ends before it says it does, or decoding stopped in its middle; known for sure after `frames`. */
  readonly cutShort: boolean;
  /**
   * Decodes in order, a few frames ahead of the reader and never more; a photo gives its one frame. May run again.
   * @throws MediaError damaged when nothing can be decoded. @throws AppError unavailable when the network is lost.
   */
  frames(options: FramesOptions): AsyncGenerator<Frame, void, undefined>;
  /**
   * The frames nearest to the given times, in ascending order, one at a time: each is gone when the next is asked for.
   * A photo is its own still at every time.
   */
  stills(timesS: readonly number[]): AsyncGenerator<Still, void, undefined>;
  /** Hands the frame nearest to a time to `read` and gives back what it returns. */
  still<T>(timeS: number, read: (still: Still) => Promise<T> | T): Promise<T>;
  /**
   * Writes a copy that every browser plays to `outPath`; "original" means that the file itself is one and nothing was
   * written. Must not be called for a photo.
   */
  playback(outPath: string, options?: PlaybackOptions): Promise<{ mode: PlaybackMode }>;
  /** Frees decoders and handles; ongoing reads fail. */
  close(): Promise<void>;
}

/** The only still of `stills`, valid for as long as `read` takes. */
const oneStill = async <T>(
  stills: AsyncGenerator<Still, void, undefined>,
  read: (still: Still) => Promise<T> | T,
): Promise<T> => {
  for await (const still of stills) return await read(still);
  throw new MediaError("damaged", "The still could not be decoded.");
};

const SNIFF_BYTES = 4096;

const openedPhoto = (photo: OpenPhoto, bytes: ByteReader): OpenedMedia => {
  const held: HeldPicture = { picture: photo.picture, share: () => held, release: () => {} };
  const stills = async function* (timesS: readonly number[]) {
    for (const _ of timesS) yield stillOf(held, 0);
  };
  return {
    probe: photo.probe,
    cutShort: false,
    async *frames() {
      yield frameOf(held, 0, 0);
    },
    stills,
    still: (timeS, read) => oneStill(stills([timeS]), read),
    async playback() {
      throw new TypeError("A photo has no playback copy.");
    },
    close: () => bytes.close(),
  };
};

const openedVideo = (source: MediaSource, video: OpenVideo, bytes: ByteReader): OpenedMedia => {
  let stoppedEarly = false;
  return {
    probe: video.probe,
    get cutShort() {
      return stoppedEarly || video.probe.cutShort;
    },
    frames: (options) =>
      videoFrames(video, options, () => {
        stoppedEarly = true;
      }),
    stills: (timesS) => videoStills(video, timesS),
    still: (timeS, read) => oneStill(videoStills(video, [timeS]), read),
    playback: async (outPath, options) => ({ mode: await makePlayback(source, video, outPath, options) }),
    async close() {
      video.opened.input.dispose();
      await bytes.close();
    },
  };
};

/**
 * Looks inside the file, whatever its name says, and decodes its first frame.
 * @throws MediaError with the reason when the file cannot be used.
 * @throws AppError notFound or unavailable when its address does not answer; trying again may help.
 */
export const openMedia = async (source: MediaSource): Promise<OpenedMedia> => {
  const bytes = await openBytes(source);
  try {
    if (bytes.sizeBytes === 0) throw new MediaError("emptyFile", "The file has no bytes.");
    const kind = sniff(await bytes.read(0, SNIFF_BYTES));
    return kind === "movie" || kind === "unknown"
      ? openedVideo(source, await openVideo(source, bytes), bytes)
      : openedPhoto(await openPhoto(kind, bytes), bytes);
  } catch (error) {
    await bytes.close();
    throw error;
  }
};
