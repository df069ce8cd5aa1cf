import { ADTS, FLAC, type InputFormat, MATROSKA, MP3, MP4, MPEG_TS, OGG, QTFF, WAVE, WEBM } from "mediabunny";
import type { VideoFormat } from "@/lib/media/formats";

export const CONTAINERS: Record<VideoFormat, { input: InputFormat; demuxer: string }> = {
  mp4: { input: MP4, demuxer: "mov" },
  mov: { input: QTFF, demuxer: "mov" },
  webm: { input: WEBM, demuxer: "matroska" },
  mkv: { input: MATROSKA, demuxer: "matroska" },
  ts: { input: MPEG_TS, demuxer: "mpegts" },
};

/** Recognized only to report that a file has no picture. */
const SOUND_FORMATS: InputFormat[] = [OGG, WAVE, MP3, ADTS, FLAC];

/** Without playlists, which would make the worker fetch the URLs inside them. */
export const INPUT_FORMATS: InputFormat[] = [
  ...Object.values(CONTAINERS).map(({ input }) => input),
  ...SOUND_FORMATS,
];

export const videoFormatOf = (found: InputFormat): VideoFormat | null => {
  const entry = Object.entries(CONTAINERS).find(([, { input }]) => input === found);
  return entry ? (entry[0] as VideoFormat) : null;
};
