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
import { cubeOf } from "../pixels/hdr-cube";
import { type MediaSource, openBytes } from "../read/bytes";
import { openDemuxer } from "../read/demuxer";
import type { MediaProbe } from "../read/probe";
import type { OpenVideo } from "../read/video-open";
import { machineFault } from "./machine-fault";
import { watchWrites } from "./muxer-errors";
import { MAX_FPS, MAX_LONG_SIDE_PX, MAX_SHORT_SIDE_PX, playbackFilterOf } from "./playback-filter";

/** How the copy that every browser plays came to be. */
export type PlaybackMode = "original" | "remuxed" | "transcoded";

export interface PlaybackOptions {
  /** Share done, 0 to 1; never goes back. */
  onProgress?: (share: number) => void;
}

/** A picture that begins later than this after its sound is moved to the beginning, and the sound left out. */
const MAX_LATE_START_S = 0.05;
/** Baseline, Main and High; the others (High 10, 4:2:2, 4:4:4) play in some browsers only. */
const PLAYABLE_AVC = /^avc[13]\.(42|4d|64)/i;

/** Whether the picture itself plays everywhere: 8-bit H.264, at most 1080 lines and 60 frames a second, SDR. */
const pictureIsPlayable = (probe: MediaProbe): boolean =>
  probe.codec === "avc" &&
  PLAYABLE_AVC.test(probe.codecString) &&
  probe.bitDepth === 8 &&
  probe.chroma === "4:2:0" &&
  !probe.hdr &&
  probe.fps <= MAX_FPS &&
  // 1088 is what 1080 lines are coded as, and what some phones then declare.
  Math.min(probe.width, probe.height) <= MAX_SHORT_SIDE_PX + 8 &&
  Math.max(probe.width, probe.height) <= MAX_LONG_SIDE_PX;

const startsLate = (probe: MediaProbe): boolean => probe.startS > MAX_LATE_START_S;

/** The least work that gives a copy every browser plays from its first byte on. */
export const playbackModeOf = (probe: MediaProbe): PlaybackMode => {
  if (!pictureIsPlayable(probe) || startsLate(probe)) return "transcoded";
  const soundPlays = probe.audioCodec === null || probe.audioCodec === "aac";
  const plain = probe.container === "mp4" && probe.fastStart && !probe.fragmented && !probe.cutShort;
  return plain && soundPlays ? "original" : "remuxed";
};

const audioStages = async (probe: MediaProbe, demuxer: Demuxer) => {
  const stream = probe.audioCodec === null || startsLate(probe) ? null : demuxer.audio();
  if (!stream) return null;
  if (probe.audioCodec === "aac") return "passthrough" as const;
  const decoder = await Decoder.create(stream).catch(() => null);
  // A sound nobody can decode is no reason to have no picture.
  if (!decoder) return null;
  return [
    decoder,
    await Encoder.create(FF_ENCODER_AAC, { decoder, autoResample: true, context: { bitRate: 128_000 } }),
  ];
};

const videoStages = async (video: OpenVideo, demuxer: Demuxer, cubePath: string | null) => {
  const stream = demuxer.video();
  if (!stream) throw new MediaError("noVideo", "FFmpeg finds no video track.");
  // What frames() could read of a damaged clip, the copy can show.
  const decoder = await Decoder.create(stream, { exitOnError: false });
  const filter = FilterAPI.create(playbackFilterOf(video.probe, video.look.orientation, cubePath));
  const encoder = await Encoder.create(FF_ENCODER_LIBX264, {
    decoder,
    filter,
    context: {
      threadCount: 0,
      // A key frame every second: scrubbing and stepping land at once.
      gopSize: Math.max(1, Math.round(Math.min(video.probe.fps, 60))),
      rcMaxRate: 12_000_000,
      rcBufferSize: 24_000_000,
    },
    options: { preset: "veryfast", crf: 21, profile: "high" },
  });
  return { stages: [decoder, filter, encoder], encoder };
};

/**
 * Writes a copy that every browser plays to `outPath` (an .mp4): H.264 8-bit SDR, metadata first. When the file is that
 * already nothing is written and the answer is "original". The file's metadata, which may say where it was filmed, is left
 * behind. Streams: memory does not grow with the clip.
 * @throws MediaError damaged when FFmpeg cannot finish it.
 * @throws AppError when the network is lost; unavailable when the machine cannot go on, such as for a full disk.
 */
export const makePlayback = async (
  source: MediaSource,
  video: OpenVideo,
  outPath: string,
  options: PlaybackOptions = {},
): Promise<PlaybackMode> => {
  const { probe } = video;
  const mode = playbackModeOf(probe);
  if (mode === "original") return mode;
  const cubePath = mode === "transcoded" && video.hdr ? `${outPath}.cube` : null;
  const bytes = await openBytes(source);
  let lost: () => unknown = () => null;
  const stages: Disposable[] = [];
  try {
    if (cubePath && video.hdr) await writeFile(cubePath, cubeOf(video.hdr));
    const opened = await openDemuxer(source, probe.container, bytes);
    lost = opened.lost;
    await using demuxer = opened.demuxer;
    const audio = await audioStages(probe, demuxer);
    const picture =
      mode === "remuxed" ? ("passthrough" as const) : await videoStages(video, demuxer, cubePath);
    const encoder = picture === "passthrough" ? null : picture.encoder;
    await using muxer = await Muxer.open(outPath, {
      options: { movflags: "+faststart" },
      configure: (output) => {
        const stream = output.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_VIDEO);
        const context = encoder?.getCodecContext();
        // The muxer has copied the original's turn and HDR data, which the filters have used up.
        if (stream && context) FFmpegError.throwIfError(stream.codecpar.fromContext(context), "describe");
      },
    });
    const writes = watchWrites(muxer);
    let done = 0;
    const report = (progress: { time: number }) => {
      done = Math.max(done, Math.min(1, progress.time / Math.max(0.001, probe.durationS)));
      options.onProgress?.(done);
    };
    const pictures = picture === "passthrough" ? picture : picture.stages;
    if (pictures !== "passthrough") stages.push(...pictures);
    if (audio && audio !== "passthrough") stages.push(...audio);
    const control = audio
      ? pipeline(demuxer, { video: pictures, audio }, muxer, { onProgress: report })
      : pipeline(demuxer, { video: pictures }, muxer, { onProgress: report });
    writes.onFailure = () => control.stop();
    // A pipeline that was stopped may complain of that instead.
    await control.completion.finally(writes.check);
    if (!writes.ended) throw new MediaError("damaged", "There is nothing to make a playback copy of.");
    options.onProgress?.(1);
    return mode;
  } catch (error) {
    await rm(outPath, { force: true });
    if (lost()) throw lost();
    const fault = machineFault(error);
    if (fault) throw fault;
    if (!(error instanceof FFmpegError)) throw error;
    throw new MediaError("damaged", "The playback copy could not be made.", { cause: error });
  } finally {
    for (const stage of stages) stage[Symbol.dispose]();
    await bytes.close();
    if (cubePath) await rm(cubePath, { force: true });
  }
};
