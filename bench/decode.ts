import { spawnSync } from "node:child_process";
import { openMedia } from "@/lib/adapters/media";
import { median } from "@/lib/pose/statistics";
import { type BenchRow, ratio } from "./report";

const ROUNDS = 3;

/** Returns the milliseconds to decode every frame. */
async function decodeOurs(clip: string): Promise<number> {
  const from = performance.now();
  const media = await openMedia({ filePath: clip });
  for await (const _ of media.frames({ maxFps: Number.POSITIVE_INFINITY }));
  await media.close();
  return performance.now() - from;
}

function decodeFfmpeg(clip: string): number {
  const from = performance.now();
  spawnSync("ffmpeg", ["-v", "error", "-i", clip, "-f", "null", "-"]);
  return performance.now() - from;
}

const hasFfmpeg = () => spawnSync("ffmpeg", ["-version"]).status === 0;

/** Measures decoding in the worker and, if installed, with the ffmpeg command, alternately. */
export async function benchDecode(name: string, clip: string): Promise<BenchRow[]> {
  const withFfmpeg = hasFfmpeg();
  const oursMs: number[] = [];
  const ffmpegMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    oursMs.push(await decodeOurs(clip));
    if (withFfmpeg) ffmpegMs.push(decodeFfmpeg(clip));
  }
  const ours = median(oursMs);
  return [
    {
      name: `decode, ${name}`,
      measured: `${(ours / 1000).toFixed(2)} s`,
      ratio: withFfmpeg ? ratio(ours, median(ffmpegMs)) : "",
      baseline: withFfmpeg ? `ffmpeg ${(median(ffmpegMs) / 1000).toFixed(2)} s` : "ffmpeg is not installed",
      target: "",
    },
  ];
}
