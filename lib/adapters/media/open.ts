import { MediaError } from "@/lib/media/failures";
import { photoFormatOf } from "@/lib/media/formats";
import { SIGNATURE_BYTES } from "@/lib/media/signature";
import type { MediaFrame, Still } from "./decode/frame";
import type { PooledPicture } from "./decode/frame-pool";
import { type FramesOptions, frameOf, videoFrames } from "./decode/video-frames";
import { type OpenPhoto, openPhoto } from "./photo/open-photo";
import { makePlayback, type PlaybackMode, type PlaybackOptions } from "./playback/playback";
import type { ByteReader } from "./read/byte-reader";
import { openFileReader } from "./read/file-reader";
import { openHttpReader } from "./read/http-reader";
import { type OpenVideo, openVideo } from "./read/open-video";
import type { MediaProbe } from "./read/probe";
import { stillOf, videoStills } from "./stills/stills";

/** A local file, or a URL that supports Range requests, such as a presigned GET. */
export type MediaSource = { filePath: string } | { url: string };

/** An open file whose first frame has been decoded. */
export interface OpenedMedia {
  readonly probe: MediaProbe;
  /** The file is shorter than its metadata says, or decoding failed midway; final after `frames` ends. */
  readonly cutShort: boolean;
  /** Decodes all frames in order. Throws MediaError `damaged`, AppError `unavailable` (network). */
  frames(options: FramesOptions): AsyncGenerator<MediaFrame, void, undefined>;
  /** Yields the frames nearest to the times in ascending order, each valid until the next is requested. */
  stills(timesS: readonly number[]): AsyncGenerator<Still, void, undefined>;
  still<T>(timeS: number, read: (still: Still) => Promise<T> | T): Promise<T>;
  /** Writes a copy that every browser plays, unless the file is one (`original`). Throws for a photo. */
  playback(outPath: string, options?: PlaybackOptions): Promise<{ mode: PlaybackMode }>;
  close(): Promise<void>;
}

const oneStill = async <T>(
  stills: AsyncGenerator<Still, void, undefined>,
  read: (still: Still) => Promise<T> | T,
): Promise<T> => {
  for await (const still of stills) return await read(still);
  throw new MediaError("damaged", "The still could not be decoded.");
};

const openedPhoto = (photo: OpenPhoto, bytes: ByteReader): OpenedMedia => {
  const picture: PooledPicture = { picture: photo.picture, retain: () => picture, release: () => {} };
  const stills = async function* (timesS: readonly number[]) {
    for (const _ of timesS) yield stillOf(picture, 0);
  };
  return {
    probe: photo.probe,
    cutShort: false,
    async *frames() {
      yield frameOf(picture, 0, 0);
    },
    stills,
    still: (timeS, read) => oneStill(stills([timeS]), read),
    async playback() {
      throw new TypeError("A photo has no playback copy.");
    },
    close: () => bytes.close(),
  };
};

const openedVideo = (video: OpenVideo, bytes: ByteReader): OpenedMedia => {
  let isDamaged = false;
  return {
    probe: video.probe,
    get cutShort() {
      return isDamaged || video.probe.cutShort;
    },
    frames: (options) =>
      videoFrames(video, options, () => {
        isDamaged = true;
      }),
    stills: (timesS) => videoStills(video, timesS),
    still: (timeS, read) => oneStill(videoStills(video, [timeS]), read),
    playback: async (outPath, options) => ({ mode: await makePlayback(video, outPath, options) }),
    async close() {
      video.input.dispose();
      await bytes.close();
    },
  };
};

/**
 * Detects the format of a file by its content and decodes the first frame. Throws MediaError when the file
 * cannot be used, AppError `notFound` or `unavailable` when its URL cannot be read.
 */
export const openMedia = async (source: MediaSource): Promise<OpenedMedia> => {
  const bytes =
    "filePath" in source ? await openFileReader(source.filePath) : await openHttpReader(source.url);
  try {
    if (bytes.sizeBytes === 0) throw new MediaError("emptyFile", "The file has no bytes.");
    const photo = photoFormatOf(await bytes.read(0, SIGNATURE_BYTES));
    return photo === null
      ? openedVideo(await openVideo(bytes), bytes)
      : openedPhoto(await openPhoto(photo, bytes), bytes);
  } catch (error) {
    await bytes.close();
    throw error;
  }
};
