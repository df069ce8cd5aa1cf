import { rm, writeFile } from "node:fs/promises";
import {
  AVMEDIA_TYPE_VIDEO,
  Decoder,
  type Demuxer,
  Encoder,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
  FFmpegError,
  FilterAPI,
  Muxer,
  pipeline,
} from "node-av";
import { MediaError } from "@/lib/media/failures";
import { hdrLutOf } from "../pixels/hdr-lut";
import { openDemuxer } from "../read/demuxer";
import type { OpenVideo } from "../read/open-video";
import type { MediaProbe } from "../read/probe";
import { observeWrites } from "./muxer-writes";
import { MAX_FPS, MAX_LONG_SIDE_PX, MAX_SHORT_SIDE_PX, playbackFilterOf } from "./playback-filter";
import { systemErrorOf } from "./system-error";

/** How the playback copy is made; `original` needs no copy. */
export type PlaybackMode = "original" | "remuxed" | "transcoded";

export interface PlaybackOptions {
  onProgress?: (share: number) => void;
}

/** A picture that starts later than this after the sound is moved to the start, without the sound. */
const MAX_LATE_START_S = 0.05;
/** Baseline, Main and High; only some browsers play other profiles (High 10, 4:2:2, 4:4:4). */
const PLAYABLE_AVC = /^avc[13]\.(42|4d|64)/i;

const pictureIsPlayable = (probe: MediaProbe): boolean =>
  probe.codec === "avc" &&
  PLAYABLE_AVC.test(probe.codecString) &&
  probe.bitDepth === 8 &&
  probe.chroma === "4:2:0" &&
  !probe.hdr &&
  probe.fps <= MAX_FPS &&
  // Some phones declare 1088 lines, the coded height of 1080.
  Math.min(probe.width, probe.height) <= MAX_SHORT_SIDE_PX + 8 &&
  Math.max(probe.width, probe.height) <= MAX_LONG_SIDE_PX;

const startsLate = (probe: MediaProbe): boolean => probe.startS > MAX_LATE_START_S;

/** Returns the cheapest mode whose result every browser plays from its first byte on. */
export const playbackModeOf = (probe: MediaProbe): PlaybackMode => {
  if (!pictureIsPlayable(probe) || startsLate(probe)) return "transcoded";
  const isSoundPlayable = probe.audioCodec === null || probe.audioCodec === "aac";
  const isPlainMp4 = probe.container === "mp4" && probe.fastStart && !probe.fragmented && !probe.cutShort;
  return isPlainMp4 && isSoundPlayable ? "original" : "remuxed";
};

const audioStages = async (probe: MediaProbe, demuxer: Demuxer) => {
  const stream = probe.audioCodec === null || startsLate(probe) ? null : demuxer.audio();
  if (!stream) return null;
  if (probe.audioCodec === "aac") return "passthrough" as const;
  const decoder = await Decoder.create(stream).catch(() => null);
  if (!decoder) return null;
  return [
    decoder,
    await Encoder.create(FF_ENCODER_AAC, { decoder, autoResample: true, context: { bitRate: 128_000 } }),
  ];
};

const videoStages = async (video: OpenVideo, demuxer: Demuxer, lutPath: string | null) => {
  const stream = demuxer.video();
  if (!stream) throw new MediaError("noVideo", "FFmpeg found no video track.");
  const decoder = await Decoder.create(stream, { exitOnError: false });
  const filter = FilterAPI.create(playbackFilterOf(video.probe, video.display.orientation, lutPath));
  const encoder = await Encoder.create(FF_ENCODER_LIBX264, {
    decoder,
    filter,
    context: {
      threadCount: 0,
      // One key frame per second makes seeking fast.
      gopSize: Math.max(1, Math.round(Math.min(video.probe.fps, 60))),
      rcMaxRate: 12_000_000,
      rcBufferSize: 24_000_000,
    },
    options: { preset: "veryfast", crf: 21, profile: "high" },
  });
  return { stages: [decoder, filter, encoder], encoder };
};

const writeCopy = async (
  video: OpenVideo,
  mode: PlaybackMode,
  paths: { outPath: string; lutPath: string | null },
  onProgress: (share: number) => void,
): Promise<void> => {
  const { probe } = video;
  const stages: Disposable[] = [];
  try {
    await using demuxer = await openDemuxer(video.bytes, probe.container);
    const audio = await audioStages(probe, demuxer);
    const picture = mode === "remuxed" ? null : await videoStages(video, demuxer, paths.lutPath);
    await using muxer = await Muxer.open(paths.outPath, {
      options: { movflags: "+faststart" },
      configure: (output) => {
        const stream = output.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_VIDEO);
        const context = picture?.encoder.getCodecContext();
        // Otherwise the muxer copies rotation and HDR metadata, which the filters have already applied.
        if (stream && context) FFmpegError.throwIfError(stream.codecpar.fromContext(context), "describe");
      },
    });
    const writes = observeWrites(muxer);
    let done = 0;
    const report = (progress: { time: number }) => {
      done = Math.max(done, Math.min(1, progress.time / Math.max(0.001, probe.durationS)));
      onProgress(done);
    };
    if (picture) stages.push(...picture.stages);
    if (audio && audio !== "passthrough") stages.push(...audio);
    const streams = { video: picture?.stages ?? ("passthrough" as const) };
    const control = audio
      ? pipeline(demuxer, { ...streams, audio }, muxer, { onProgress: report })
      : pipeline(demuxer, streams, muxer, { onProgress: report });
    writes.onFailure = () => control.stop();
    // A stopped pipeline may throw an abort error, but the failed write is the cause.
    await control.completion.finally(writes.check);
    if (!writes.hasEnded) throw new MediaError("damaged", "The file has no packets to copy.");
  } finally {
    for (const stage of stages) stage[Symbol.dispose]();
  }
};

/**
 * Writes H.264 8-bit SDR in MP4, index first, without the original's metadata, which may contain a location.
 * Throws MediaError `damaged`, AppError `unavailable` for network and system errors.
 */
export const makePlayback = async (
  video: OpenVideo,
  outPath: string,
  { onProgress = () => {} }: PlaybackOptions = {},
): Promise<PlaybackMode> => {
  const mode = playbackModeOf(video.probe);
  if (mode === "original") return mode;
  const lutPath = mode === "transcoded" && video.hdr ? `${outPath}.cube` : null;
  try {
    if (lutPath && video.hdr) await writeFile(lutPath, hdrLutOf(video.hdr));
    await writeCopy(video, mode, { outPath, lutPath }, onProgress);
    onProgress(1);
    return mode;
  } catch (error) {
    await rm(outPath, { force: true });
    const cause = video.bytes.networkError ?? systemErrorOf(error);
    if (cause) throw cause;
    if (!(error instanceof FFmpegError)) throw error;
    throw new MediaError("damaged", "The playback copy could not be made.", { cause: error });
  } finally {
    if (lutPath) await rm(lutPath, { force: true });
  }
};
