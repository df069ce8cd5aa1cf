import { registerMediabunnyServer } from "@mediabunny/server";
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
  Quality,
  type Rotation,
  type VideoCodec,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from "mediabunny";
import { AV_LOG_QUIET, Log } from "node-av";

/** Colours of the corners, which show the orientation. The grey of the middle shows the frame. */
export const CORNERS = {
  topLeft: [220, 40, 40],
  topRight: [40, 200, 40],
  bottomLeft: [40, 60, 220],
  bottomRight: [230, 220, 60],
} as const;

/** Returns the grey of the middle in frame `index`: 28 steps of 8, which survive encoding, then again. */
export const greyOf = (index: number): number => 16 + 8 * (index % 28);

export interface ClipOptions {
  container: "mp4" | "mov" | "mkv" | "webm";
  codec?: VideoCodec;
  widthPx?: number;
  heightPx?: number;
  /** Presentation times in seconds, ascending. */
  timesS: readonly number[];
  rotation?: Rotation;
  flip?: boolean;
  /** Width over height of a pixel. */
  pixelAspect?: number;
  /** Index before the media instead of after it. */
  fastStart?: boolean;
  sound?: boolean;
  keyFrameIntervalS?: number;
  /** Stored in the metadata of the file, where phones store the place. */
  comment?: string;
}

/** Returns `count` times of a constant rate. */
export const steady = (count: number, fps: number): number[] =>
  Array.from({ length: count }, (_, i) => i / fps);

const rgba = ([red, green, blue]: readonly [number, number, number]): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** Returns RGBA of frame `index` as stored, before any rotation. */
export const drawFrame = (widthPx: number, heightPx: number, index: number): Uint8Array => {
  const pixels = new Uint32Array(widthPx * heightPx);
  const fill = (left: number, top: number, right: number, bottom: number, color: number) => {
    for (let y = Math.round(top); y < Math.round(bottom); y++) {
      pixels.fill(color, y * widthPx + Math.round(left), y * widthPx + Math.round(right));
    }
  };
  const [w, h] = [widthPx, heightPx];
  fill(0, 0, w / 2, h / 2, rgba(CORNERS.topLeft));
  fill(w / 2, 0, w, h / 2, rgba(CORNERS.topRight));
  fill(0, h / 2, w / 2, h, rgba(CORNERS.bottomLeft));
  fill(w / 2, h / 2, w, h, rgba(CORNERS.bottomRight));
  const grey = greyOf(index);
  fill(w / 3, h / 3, (2 * w) / 3, (2 * h) / 3, rgba([grey, grey, grey]));
  return new Uint8Array(pixels.buffer);
};

const formatOf = ({ container, fastStart }: ClipOptions): OutputFormat => {
  const start = { fastStart: fastStart ? ("in-memory" as const) : (false as const) };
  return {
    mp4: () => new Mp4OutputFormat(start),
    mov: () => new MovOutputFormat(start),
    mkv: () => new MkvOutputFormat(),
    webm: () => new WebMOutputFormat(),
  }[container]();
};

const outputOf = (options: ClipOptions) => {
  registerMediabunnyServer({ hardwareContext: null });
  Log.setLevel(AV_LOG_QUIET);
  return new Output({ format: formatOf(options), target: new BufferTarget() });
};

const addSound = async (source: AudioSampleSource, durationS: number): Promise<void> => {
  const sampleRate = 48_000;
  const data = Float32Array.from(
    { length: Math.round(sampleRate * durationS) },
    (_, i) => 0.2 * Math.sin((2 * Math.PI * 440 * i) / sampleRate),
  );
  using sample = new AudioSample({ data, format: "f32", numberOfChannels: 1, sampleRate, timestamp: 0 });
  await source.add(sample);
  source.close();
};

const soundOf = ({ container }: ClipOptions) =>
  new AudioSampleSource({ codec: container === "webm" ? "opus" : "aac", quality: new Quality("low") });

/** Encodes a clip of the drawing in software. */
export const makeClip = async (options: ClipOptions): Promise<Uint8Array> => {
  const { widthPx = 320, heightPx = 240, timesS, pixelAspect = 1 } = options;
  const output = outputOf(options);
  const video = new VideoSampleSource({
    codec: options.codec ?? "avc",
    quality: new Quality("high"),
    keyFrameInterval: options.keyFrameIntervalS ?? 1,
    hardwareAcceleration: "prefer-software",
  });
  output.addVideoTrack(video, { rotation: options.rotation ?? 0, flip: options.flip ?? false });
  const lastGapS = timesS.length > 1 ? timesS.at(-1)! - timesS.at(-2)! : 1 / 30;
  const audio = options.sound ? soundOf(options) : null;
  if (audio) output.addAudioTrack(audio);
  if (options.comment) output.setMetadataTags({ comment: options.comment });
  await output.start();
  const soundAdded = audio ? addSound(audio, timesS.at(-1)! + lastGapS) : null;
  for (const [index, timestamp] of timesS.entries()) {
    using sample = new VideoSample(drawFrame(widthPx, heightPx, index), {
      format: "RGBA",
      codedWidth: widthPx,
      codedHeight: heightPx,
      displayWidth: Math.round(widthPx * pixelAspect),
      displayHeight: heightPx,
      timestamp,
      duration: (timesS[index + 1] ?? timestamp + lastGapS) - timestamp,
    });
    await video.add(sample);
  }
  video.close();
  await soundAdded;
  await output.finalize();
  return new Uint8Array(output.target.buffer!);
};

/** Encodes a file with sound and no picture. */
export const makeSound = async (durationS: number): Promise<Uint8Array> => {
  const output = outputOf({ container: "mp4", timesS: [] });
  const audio = soundOf({ container: "mp4", timesS: [] });
  output.addAudioTrack(audio);
  await output.start();
  await addSound(audio, durationS);
  await output.finalize();
  return new Uint8Array(output.target.buffer!);
};

/** Returns the clip's header without any frame. */
export const withoutFrames = async (clip: Uint8Array): Promise<Uint8Array> => {
  const input = new Input({ source: new BufferSource(clip), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const output = outputOf({ container: "mp4", timesS: [] });
  const source = new EncodedVideoPacketSource((await track.getCodec())!);
  const primingPacket = (await new EncodedPacketSink(track).getFirstPacket())!;
  output.addVideoTrack(source, { decoderConfig: (await track.getDecoderConfig())!, primingPacket });
  await output.start();
  source.close();
  await output.finalize();
  input.dispose();
  return new Uint8Array(output.target.buffer!);
};
