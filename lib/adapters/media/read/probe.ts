import { MediaError } from "@/lib/media/failures";
import type { MediaKind, PhotoFormat, VideoFormat } from "@/lib/media/formats";
import { MAX_PHOTO_PIXELS, MAX_VIDEO_PIXELS, MIN_SHORTER_SIDE_PX } from "@/lib/media/limits";

/** Properties of a file. An analysis stores the first eleven. */
export interface MediaProbe {
  kind: MediaKind;
  container: VideoFormat | PhotoFormat;
  /** avc, hevc, vp8, vp9, av1 or prores; for a photo jpeg, png, webp, avif or heic. */
  codec: string;
  /** Upright, in square pixels: after rotation and pixel aspect ratio. */
  width: number;
  height: number;
  /** Clockwise, already applied to every picture of this adapter. */
  rotation: 0 | 90 | 180 | 270;
  /** From the start of the first frame to the end of the last readable one; 0 for a photo. */
  durationS: number;
  fps: number;
  variableFps: boolean;
  hdr: boolean;
  /** ISO 8601 in UTC, from the file's own metadata. */
  takenAt: string | null;

  sizeBytes: number;
  frameCount: number;
  /** Presentation time of the first frame in the original, where `timeS` is 0. */
  startS: number;
  /** RFC 6381, such as `avc1.64002a`; empty for a photo. */
  codecString: string;
  bitDepth: number;
  chroma: "4:2:0" | "4:2:2" | "4:4:4" | "other";
  audioCodec: string | null;
  fastStart: boolean;
  fragmented: boolean;
  /** The file is shorter than its metadata says; the readable part can be used. */
  cutShort: boolean;
}

/** Checks the declared size, before decoding. Throws MediaError `tooSmall` or `tooManyPixels`. */
export const checkSize = (kind: MediaKind, width: number, height: number): void => {
  if (Math.min(width, height) < MIN_SHORTER_SIDE_PX) {
    throw new MediaError("tooSmall", `${width} x ${height} is too small.`);
  }
  if (width * height > (kind === "video" ? MAX_VIDEO_PIXELS : MAX_PHOTO_PIXELS)) {
    throw new MediaError("tooManyPixels", `${width} x ${height} has too many pixels.`);
  }
};

const EARLIEST_MS = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;

/** Returns the date as ISO 8601 in UTC; null before digital cameras or more than a day in the future. */
export const plausibleDate = (date: Date | null, nowMs = Date.now()): string | null => {
  const time = date?.getTime() ?? Number.NaN;
  return time >= EARLIEST_MS && time <= nowMs + DAY_MS ? new Date(time).toISOString() : null;
};

/** Parses ISO 8601, also without a colon in the zone, as iPhones write it: `2023-07-09T16:19:45+0200`. */
export const parseCreationDate = (text: string): Date | null => {
  const date = new Date(text.trim().replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(date.getTime()) ? null : date;
};
