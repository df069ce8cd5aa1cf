import { join } from "node:path";
import { registerMediabunnyServer } from "@mediabunny/server";
import {
  ALL_FORMATS,
  Conversion,
  FilePathSource,
  FilePathTarget,
  Input,
  Mp4OutputFormat,
  Output,
  Quality,
} from "mediabunny";
import { loopClip } from "@/tests/corpus/loop";

registerMediabunnyServer();

export const CLIP_S = 10;
/** Bit rate of a phone at 1080p: decoding takes longer at higher rates. */
const BITS_PER_SECOND = 14_000_000;

/** Writes ten seconds of the synthetic slalom as 1080p H.264 at `fps` into `folder`. */
export async function makeClip(folder: string, fps: number): Promise<string> {
  const scaled = join(folder, `scaled-${fps}.mp4`);
  await scale("tests/fixtures/clips/slalom-front.mp4", scaled, fps);
  const clip = join(folder, `slalom-1080p${fps}.mp4`);
  await loopClip(scaled, clip, CLIP_S);
  return clip;
}

async function scale(from: string, to: string, fps: number): Promise<void> {
  const input = new Input({ source: new FilePathSource(from), formats: ALL_FORMATS });
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: "in-memory" }),
    target: new FilePathTarget(to),
  });
  const conversion = await Conversion.init({
    input,
    output,
    video: {
      width: 1920,
      height: 1080,
      fit: "fill",
      frameRate: fps,
      codec: "avc",
      quality: new Quality({ bitrate: BITS_PER_SECOND }),
      keyFrameInterval: 1,
      hardwareAcceleration: "prefer-software",
    },
    audio: { discard: true },
    showWarnings: false,
  });
  await conversion.execute();
  input.dispose();
}
