import { MediaError } from "@/lib/media/failures";
import { MAX_PHOTO_PIXELS, MAX_VIDEO_PIXELS, MIN_SHORTER_SIDE_PX } from "@/lib/media/limits";

/** What a file is, from looking inside. The first eleven fields are what an analysis keeps. */
export interface MediaProbe {
  kind: "video" | "photo";
  /** mp4, mov, mkv, webm, ts; of a photo its format. */
  container: string;
  /** avc, hevc, vp8, vp9, av1, prores; of a photo jpeg, png, webp, avif or heic. */
  codec: string;
  /** Upright, in square pixels: after rotation and pixel aspect ratio. */
  width: number;
  height: number;
  /** Clockwise turn that makes the stored picture upright; already applied to everything this adapter hands out. */
  rotation: 0 | 90 | 180 | 270;
  /** From the first frame's start to the last readable one's end; 0 for a photo. */
  durationS: number;
  /** Mean over the file's own presentation times; 0 for a photo. */
  fps: number;
  variableFps: boolean;
  hdr: boolean;
  /** ISO 8601 in UTC, when the file itself says so. */
  takenAt: string | null;

  sizeBytes: number;
  frameCount: number;
  /** Where the first frame lies on the file's own timeline; a player of the original is ahead of `timeS` by this. */
  startS: number;
  /** RFC 6381, such as `avc1.64002a`; empty for a photo. */
  codecString: string;
  bitDepth: number;
  /** As in `yuv 4:2:0`; "other" when it is anything else. */
  chroma: "4:2:0" | "4:2:2" | "4:4:4" | "other";
  /** Codec of the sound, or null when there is none. */
  audioCodec: string | null;
  /** Metadata before media; false where the container has no such thing. */
  fastStart: boolean;
  fragmented: boolean;
  /** The file ends before it says it does; what is there can be used. */
  cutShort: boolean;
}

/** Refuses what is too small to see anybody in, or larger than 8K, before anything is decoded. */
export const checkSize = (kind: "video" | "photo", width: number, height: number): void => {
  if (Math.min(width, height) < MIN_SHORTER_SIDE_PX) {
    throw new MediaError("tooSmall", `${width} x ${height} is too small.`);
  }
  if (width * height > (kind === "video" ? MAX_VIDEO_PIXELS : MAX_PHOTO_PIXELS)) {
    throw new MediaError("tooManyPixels", `${width} x ${height} has too many pixels.`);
  }
};

/** No camera before 1990; a little of the future for clocks that are wrong. */
const EARLIEST = Date.UTC(1990, 0, 1);
const A_DAY_MS = 86_400_000;

/** The date as ISO 8601 in UTC, or null when it cannot be one at which somebody filmed. */
export const plausibleDate = (date: Date | null, nowMs = Date.now()): string | null => {
  const time = date?.getTime() ?? Number.NaN;
  return time >= EARLIEST && time <= nowMs + A_DAY_MS ? new Date(time).toISOString() : null;
};

/** Reads `2023-07-09T16:19:45+0200` as iPhones write it, and other ISO forms. */
export const parseCreationDate = (text: string): Date | null => {
  const date = new Date(text.trim().replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(date.getTime()) ? null : date;
};
