import { EncodedPacketSink, type Input, InputDisposedError, type InputVideoTrack } from "mediabunny";
import { AppError } from "@/lib/errors";
import { MediaError } from "@/lib/media/failures";
import type { VideoFormat } from "@/lib/media/formats";
import { type MovieLayout, readMovieLayout } from "@/lib/media/isobmff";
import { MAX_DURATION_S, MAX_FRAMES, MIN_DURATION_S } from "@/lib/media/limits";
import { type DecodableVideo, firstFrame } from "../decode/decode-frames";
import { hdrOf, layoutOf, type TrackDisplay } from "../decode/frame-layout";
import type { HdrTransfer } from "../pixels/hdr";
import type { ByteReader } from "./byte-reader";
import { videoFormatOf } from "./containers";
import { type FrameTimes, frameTimesOf } from "./frame-times";
import { openInput } from "./input";
import { checkSize, type MediaProbe, parseCreationDate, plausibleDate } from "./probe";

export interface OpenVideo extends DecodableVideo {
  input: Input;
  probe: MediaProbe & { container: VideoFormat };
  frameTimes: FrameTimes;
  display: TrackDisplay;
  hdr: HdrTransfer | null;
}

const NO_LAYOUT: MovieLayout = { fastStart: false, fragmented: false, cutShort: false, createdAt: null };

/** Errors of demuxer and decoder mean a damaged file, except after a network error. */
const asMediaError = (error: unknown, bytes: ByteReader, message: string): Error => {
  if (error instanceof MediaError || error instanceof AppError || error instanceof InputDisposedError) {
    return error;
  }
  return bytes.networkError ?? new MediaError("damaged", message, { cause: error });
};

const containerOf = async (input: Input, bytes: ByteReader): Promise<VideoFormat> => {
  const found = await input.getFormat().catch((cause: unknown) => {
    throw bytes.networkError ?? new MediaError("notMedia", "No demuxer recognizes this file.", { cause });
  });
  const container = videoFormatOf(found);
  if (container === null) throw new MediaError("noVideo", "The file has only audio.");
  return container;
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

const lastReadable = async (
  sink: EncodedPacketSink,
  bytes: ByteReader,
  timesS: readonly number[],
): Promise<number> => {
  const readable = async (index: number) => {
    const packet = await sink.getPacket(timesS[index]! + 1e-6).catch(() => null);
    if (bytes.networkError) throw bytes.networkError;
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

const readFrameTimes = async (
  track: InputVideoTrack,
  bytes: ByteReader,
): Promise<{ frameTimes: FrameTimes; cutShort: boolean }> => {
  const sink = new EncodedPacketSink(track);
  const shown: { timeS: number; durationS: number }[] = [];
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    // A trimmed clip contains frames before its start that only serve as references; players skip them.
    if (packet.timestamp < 0) continue;
    shown.push({ timeS: packet.timestamp, durationS: packet.duration });
    if (shown.length > MAX_FRAMES) throw new MediaError("tooLong", "The clip has too many frames.");
  }
  shown.sort((a, b) => a.timeS - b.timeS);
  const times = shown.map((frame) => frame.timeS);
  const last = await lastReadable(sink, bytes, times);
  const frameTimes = frameTimesOf(times.slice(0, last + 1), shown[last]?.durationS ?? 0);
  return { frameTimes, cutShort: last < times.length - 1 };
};

const checkDuration = ({ frameCount, durationS }: FrameTimes, cutShort: boolean): void => {
  if (durationS > MAX_DURATION_S) throw new MediaError("tooLong", `${durationS} s is too long.`);
  if (frameCount >= 2 && durationS >= MIN_DURATION_S) return;
  if (cutShort) throw new MediaError("damaged", `Only ${frameCount} frames of the file can be read.`);
  throw new MediaError("tooShort", `${frameCount} frames in ${durationS} s.`);
};

const displayOf = async (
  track: InputVideoTrack,
  widthPx: number,
  heightPx: number,
): Promise<TrackDisplay> => {
  const color = await track.getColorSpace();
  return {
    widthPx,
    heightPx,
    orientation: { rotation: await track.getRotation(), flip: await track.getFlip() },
    matrix: color.matrix ?? null,
    transfer: color.transfer ?? null,
    fullRange: color.fullRange ?? null,
  };
};

const readFirstFrame = async (video: DecodableVideo, display: TrackDisplay) => {
  const { av } = await firstFrame(video);
  const layout = layoutOf(av);
  const first = {
    hdr: hdrOf(av, display),
    bitDepth: layout?.bitDepth ?? 8,
    chroma: layout?.chroma ?? ("other" as const),
  };
  av.free();
  return first;
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

const checkMetadata = async (track: InputVideoTrack): Promise<{ durationS: number | null }> => {
  checkSize("video", await track.getDisplayWidth(), await track.getDisplayHeight());
  checkSize("video", await track.getCodedWidth(), await track.getCodedHeight());
  const durationS = await track.getDurationFromMetadata();
  if (durationS !== null && durationS > MAX_DURATION_S) {
    throw new MediaError("tooLong", `${durationS} s is too long.`);
  }
  return { durationS };
};

const readVideo = async (input: Input, bytes: ByteReader): Promise<OpenVideo> => {
  const container = await containerOf(input, bytes);
  const isIso = container === "mp4" || container === "mov";
  const layout = isIso ? await readMovieLayout(bytes) : NO_LAYOUT;
  const track = await videoTrackOf(input);
  const declared = await checkMetadata(track);
  const { frameTimes, cutShort: isMissingFrames } = await readFrameTimes(track, bytes);
  const endS = frameTimes.startS + frameTimes.durationS;
  const cutShort =
    isMissingFrames ||
    layout.cutShort ||
    (declared.durationS !== null && declared.durationS > 0.5 && endS < declared.durationS / 2);
  checkDuration(frameTimes, cutShort);
  const width = await track.getDisplayWidth();
  const height = await track.getDisplayHeight();
  const display = await displayOf(track, width, height);
  const first = await readFirstFrame({ track, bytes, startS: frameTimes.startS }, display);
  const audio = await input.getPrimaryAudioTrack();
  const probe = {
    kind: "video" as const,
    container,
    codec: (await track.getCodec()) ?? "unknown",
    width,
    height,
    rotation: await track.getRotation(),
    durationS: frameTimes.durationS,
    fps: frameTimes.fps,
    variableFps: frameTimes.variable,
    hdr: first.hdr !== null,
    takenAt: await takenAtOf(input, layout),
    sizeBytes: bytes.sizeBytes,
    frameCount: frameTimes.frameCount,
    startS: frameTimes.startS,
    codecString: (await track.getCodecParameterString()) ?? "",
    bitDepth: first.bitDepth,
    chroma: first.chroma,
    audioCodec: audio ? ((await audio.getCodec()) ?? "unknown") : null,
    fastStart: layout.fastStart,
    fragmented: layout.fragmented,
    cutShort,
  };
  return { input, bytes, track, probe, frameTimes, startS: frameTimes.startS, display, hdr: first.hdr };
};

/** Opens a video and decodes its first frame. Throws MediaError, AppError for network errors. */
export const openVideo = async (bytes: ByteReader): Promise<OpenVideo> => {
  const input = openInput(bytes);
  try {
    return await readVideo(input, bytes);
  } catch (error) {
    input.dispose();
    throw asMediaError(error, bytes, "The file could not be read.");
  }
};
