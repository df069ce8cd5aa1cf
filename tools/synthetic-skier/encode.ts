import { registerMediabunnyServer } from "@mediabunny/server";
import { FilePathTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from "mediabunny";
import sharp from "sharp";
import type { Clip } from "./clips";
import type { RawFrame } from "./render";

/** Writes the frames as H.264 in a fast-start MP4. */
export async function encodeMp4(clip: Clip, frames: AsyncIterable<RawFrame>, path: string): Promise<void> {
  registerMediabunnyServer();
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: "in-memory" }),
    target: new FilePathTarget(path),
  });
  const source = new VideoSampleSource({
    codec: "avc",
    quality: new Quality({ bitrate: clip.bitsPerS }),
    keyFrameInterval: 4,
    hardwareAcceleration: "prefer-software",
  });
  output.addVideoTrack(source, { frameRate: clip.fps });
  await output.start();
  for await (const { timeS, pixels } of frames) {
    const sample = new VideoSample(pixels, {
      format: "RGBX",
      codedWidth: clip.widthPx,
      codedHeight: clip.heightPx,
      timestamp: timeS,
      duration: 1 / clip.fps,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
}

/** Writes the first frame as a JPEG. */
export async function encodeJpeg(clip: Clip, frames: AsyncIterable<RawFrame>, path: string): Promise<void> {
  for await (const { pixels } of frames) {
    const raw = { width: clip.widthPx, height: clip.heightPx, channels: 4 } as const;
    await sharp(pixels, { raw }).removeAlpha().jpeg({ quality: 88 }).toFile(path);
    return;
  }
}
