import { type MediaSource, openBytes } from "./bytes";
import { MediaError } from "./errors";
import type { Frame } from "./frame";
import { type FramesOptions, frameOf, videoFrames } from "./frames";
import { type OpenPhoto, openPhoto } from "./photo";
import type { MediaProbe } from "./probe";
import { sniff } from "./sniff";
import { openVideo } from "./video-open";

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
  /** Frees decoders and handles; ongoing reads fail. */
  close(): Promise<void>;
}

const SNIFF_BYTES = 4096;

const photoFrames = async function* (photo: OpenPhoto): AsyncGenerator<Frame, void, undefined> {
  yield frameOf({ picture: photo.picture, release: () => {} }, 0, 0);
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
    if (kind !== "movie" && kind !== "unknown") {
      const photo = await openPhoto(kind, bytes);
      return {
        probe: photo.probe,
        cutShort: false,
        frames: () => photoFrames(photo),
        close: () => bytes.close(),
      };
    }
    const video = await openVideo(source, bytes);
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
      async close() {
        video.opened.input.dispose();
        await bytes.close();
      },
    };
  } catch (error) {
    await bytes.close();
    throw error;
  }
};
