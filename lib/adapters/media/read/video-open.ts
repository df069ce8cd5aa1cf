import {
  EncodedPacketSink,
  type Input,
  InputDisposedError,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
} from "mediabunny";
import { AppError } from "@/lib/errors";
import { MediaError } from "@/lib/media/failures";
import { MAX_DURATION_S, MAX_FRAMES, MIN_DURATION_S } from "@/lib/media/limits";
import { type DecodableVideo, firstFrame } from "../decode/decode";
import { hdrOf, layoutOf, type TrackLook } from "../decode/frame-memory";
import type { HdrTransfer } from "../pixels/hdr";
import type { ByteReader, MediaSource } from "./bytes";
import { type Cadence, cadenceOf } from "./cadence";
import { type OpenInput, openInput } from "./engine";
import { type MovieLayout, readMovieLayout } from "./isobmff";
import { checkSize, type MediaProbe, parseCreationDate, plausibleDate } from "./probe";

/** A video that can be decoded: its first frame has been. */
export interface OpenVideo extends DecodableVideo {
  probe: MediaProbe;
  cadence: Cadence;
  look: TrackLook;
  hdr: HdrTransfer | null;
}

const CONTAINERS = new Map([
  [MP4, "mp4"],
  [QTFF, "mov"],
  [WEBM, "webm"],
  [MATROSKA, "mkv"],
  [MPEG_TS, "ts"],
] as const);
const NO_LAYOUT: MovieLayout = { fastStart: false, fragmented: false, cutShort: false, createdAt: null };

/** Whatever a demuxer or decoder throws is about the file, unless the network or our own code had a part in it. */
export const asMediaError = (error: unknown, opened: OpenInput, message: string): Error => {
  if (error instanceof MediaError || error instanceof AppError || error instanceof InputDisposedError) {
    return error;
  }
  return opened.networkError() ?? new MediaError("damaged", message, { cause: error });
};

const containerOf = async (input: Input): Promise<string> => {
  try {
    const format = await input.getFormat();
    for (const [known, name] of CONTAINERS) if (format === known) return name;
    return "sound";
  } catch (cause) {
    throw new MediaError("notMedia", "No demuxer knows this file.", { cause });
  }
};

const videoTrackOf = async (input: Input): Promise<InputVideoTrack> => {
  const tracks = await input.getTracks();
  if (tracks.length === 0) throw new MediaError("damaged", "The file's index is missing.");
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new MediaError("noVideo", "The file has no video track.");
  if ((await track.getCodec()) === null || !(await track.canDecode())) {
    throw new MediaError("unsupportedCodec", `No decoder for ${await track.getInternalCodecId()}.`);
  }
  return track;
};

/** The index of the last time whose data is in the file, found by halving; -1 when there is none. */
const lastReadable = async (
  sink: EncodedPacketSink,
  opened: OpenInput,
  timesS: readonly number[],
): Promise<number> => {
  const readable = async (index: number) => {
    const packet = await sink.getPacket(timesS[index]! + 1e-6).catch(() => null);
    const lost = opened.networkError();
    if (lost) throw lost;
    return packet !== null && packet.byteLength > 0;
  };
  let low = -1;
  let high = timesS.length - 1;
  if (high >= 0 && (await readable(high))) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await readable(middle)) low = middle;
    else high = middle;
  }
  return low;
};

interface Timing {
  cadence: Cadence;
  cutShort: boolean;
}

const readTiming = async (track: InputVideoTrack, opened: OpenInput): Promise<Timing> => {
  const sink = new EncodedPacketSink(track);
  const shown: { timeS: number; durationS: number }[] = [];
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    // Frames before the timeline begins are there only to be decoded: a trimmed clip keeps them, players skip them.
    if (packet.timestamp < 0) continue;
    shown.push({ timeS: packet.timestamp, durationS: packet.duration });
    if (shown.length > MAX_FRAMES) throw new MediaError("tooLong", "The clip has too many frames.");
  }
  shown.sort((a, b) => a.timeS - b.timeS);
  const times = shown.map((frame) => frame.timeS);
  const last = await lastReadable(sink, opened, times);
  const cadence = cadenceOf(times.slice(0, last + 1), shown[last]?.durationS ?? 0);
  return { cadence, cutShort: last < times.length - 1 };
};

const checkDuration = (cadence: Cadence, cutShort: boolean): void => {
  const { frameCount, durationS } = cadence;
  if (durationS > MAX_DURATION_S) throw new MediaError("tooLong", `${durationS} s is too long.`);
  if (frameCount >= 2 && durationS >= MIN_DURATION_S) return;
  if (cutShort) throw new MediaError("damaged", `Only ${frameCount} frames are left of the file.`);
  throw new MediaError("tooShort", `${frameCount} frames in ${durationS} s.`);
};

const lookOf = async (track: InputVideoTrack, widthPx: number, heightPx: number): Promise<TrackLook> => {
  const colour = await track.getColorSpace();
  return {
    widthPx,
    heightPx,
    orientation: { rotation: await track.getRotation(), flip: await track.getFlip() },
    matrix: colour.matrix ?? null,
    transfer: colour.transfer ?? null,
    fullRange: colour.fullRange ?? null,
  };
};

/** Decodes the first frame, which tells what metadata may not, and that anything can be decoded at all. */
const readFirst = async (video: DecodableVideo, look: TrackLook) => {
  const { av } = await firstFrame(video);
  const layout = layoutOf(av);
  const seen = {
    hdr: hdrOf(av, look),
    bitDepth: layout?.bitDepth ?? 8,
    chroma: layout?.chroma ?? ("other" as const),
  };
  av.free();
  return seen;
};

const takenAtOf = async (input: Input, layout: MovieLayout): Promise<string | null> => {
  const tags = await input.getMetadataTags().catch(() => null);
  const apple = tags?.raw?.["com.apple.quicktime.creationdate"];
  const dates = [
    typeof apple === "string" ? parseCreationDate(apple) : null,
    layout.createdAt,
    tags?.date ?? null,
  ];
  return dates.map((date) => plausibleDate(date)).find((date) => date !== null) ?? null;
};

const examine = async (opened: OpenInput, bytes: ByteReader): Promise<OpenVideo> => {
  const { input } = opened;
  const container = await containerOf(input);
  if (container === "sound") throw new MediaError("noVideo", "A sound file.");
  const iso = container === "mp4" || container === "mov";
  const layout = iso ? await readMovieLayout(bytes) : NO_LAYOUT;
  const track = await videoTrackOf(input);
  const width = await track.getDisplayWidth();
  const height = await track.getDisplayHeight();
  checkSize("video", width, height);
  checkSize("video", await track.getCodedWidth(), await track.getCodedHeight());
  const toldS = await track.getDurationFromMetadata();
  if (toldS !== null && toldS > MAX_DURATION_S) throw new MediaError("tooLong", `${toldS} s is too long.`);
  const timing = await readTiming(track, opened);
  const { cadence } = timing;
  const cutShort =
    timing.cutShort ||
    layout.cutShort ||
    (toldS !== null && toldS > 0.5 && cadence.startS + cadence.durationS < toldS / 2);
  checkDuration(cadence, cutShort);
  const look = await lookOf(track, width, height);
  const first = await readFirst({ track, opened, startS: cadence.startS }, look);
  const audio = await input.getPrimaryAudioTrack();
  const probe: MediaProbe = {
    kind: "video",
    container,
    codec: (await track.getCodec()) ?? "unknown",
    width,
    height,
    rotation: await track.getRotation(),
    durationS: cadence.durationS,
    fps: cadence.fps,
    variableFps: cadence.variable,
    hdr: first.hdr !== null,
    takenAt: await takenAtOf(input, layout),
    sizeBytes: bytes.sizeBytes,
    frameCount: cadence.frameCount,
    startS: cadence.startS,
    codecString: (await track.getCodecParameterString()) ?? "",
    bitDepth: first.bitDepth,
    chroma: first.chroma,
    audioCodec: audio ? ((await audio.getCodec()) ?? "unknown") : null,
    fastStart: layout.fastStart,
    fragmented: layout.fragmented,
    cutShort,
  };
  return { probe, cadence, startS: cadence.startS, look, hdr: first.hdr, opened, track };
};

/**
 * @throws MediaError when the file cannot be used.
 * @throws AppError when its address does not answer.
 */
export const openVideo = async (source: MediaSource, bytes: ByteReader): Promise<OpenVideo> => {
  const opened = openInput(source);
  try {
    return await examine(opened, bytes);
  } catch (error) {
    const told = asMediaError(error, opened, "The file could not be read.");
    opened.input.dispose();
    throw told;
  }
};
