import { ADTS, FLAC, type InputFormat, MATROSKA, MP3, MP4, MPEG_TS, OGG, QTFF, WAVE, WEBM } from "mediabunny";
import type { VideoFormat } from "@/lib/media/formats";

/** How mediabunny and FFmpeg each name the container of a video format. */
export const CONTAINERS: Record<VideoFormat, { input: InputFormat; demuxer: string }> = {
  mp4: { input: MP4, demuxer: "mov" },
  mov: { input: QTFF, demuxer: "mov" },
  webm: { input: WEBM, demuxer: "matroska" },
  mkv: { input: MATROSKA, demuxer: "matroska" },
  ts: { input: MPEG_TS, demuxer: "mpegts" },
};

/** Recognized only to say that a file has no picture. */
const SOUND_FORMATS: InputFormat[] = [OGG, WAVE, MP3, ADTS, FLAC];

/** Without playlists, which make a server fetch the addresses inside them. */
export const INPUT_FORMATS: InputFormat[] = [
  ...Object.values(CONTAINERS).map(({ input }) => input),
  ...SOUND_FORMATS,
];

/** Returns the video format of a container, or null for a sound file. */
export const videoFormatOf = (found: InputFormat): VideoFormat | null => {
  const entry = Object.entries(CONTAINERS).find(([, { input }]) => input === found);
  return entry ? (entry[0] as VideoFormat) : null;
};
