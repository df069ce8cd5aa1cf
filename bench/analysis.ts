import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { AnalysisMeasurement } from "./analysis-child";
import { CLIP_S } from "./clips";
import { type BenchRow, ratio } from "./report";

/** Analyzes a clip in a new process, so that its peak memory is that of one analysis. */
export async function analyzeInProcess(clip: string): Promise<AnalysisMeasurement> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/analysis-child.ts", clip], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "error" },
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`The analysis of ${clip} ended with exit code ${code}.`);
  return JSON.parse(output) as AnalysisMeasurement;
}

/** Measures the duration of an analysis by step, over the duration of the clip, and its peak memory. */
export async function benchAnalysis(name: string, clip: string): Promise<BenchRow[]> {
  const { timingsMs, loadMs, maxRssBytes, poses, turns } = await analyzeInProcess(clip);
  const steps = Object.entries(timingsMs).filter(([step]) => step !== "total" && step !== "load");
  return [
    {
      name: `analysis, ${name}`,
      measured: `${(timingsMs.total! / 1000).toFixed(2)} s`,
      ratio: ratio(timingsMs.total! / 1000, CLIP_S),
      baseline: `duration of the clip ${CLIP_S} s`,
      target: name.includes("30") ? "<= 1.00" : "",
    },
    ...steps.map(([step, ms]) => ({
      name: `  ${step}`,
      measured: `${(ms / 1000).toFixed(2)} s`,
      ratio: ratio(ms / 1000, CLIP_S),
      baseline: "",
      target: "",
    })),
    {
      name: "  open networks, once per process",
      measured: `${(loadMs / 1000).toFixed(2)} s`,
      ratio: "",
      baseline: "",
      target: "",
    },
    {
      name: `  poses, turns`,
      measured: `${poses}, ${turns}`,
      ratio: "",
      baseline: "",
      target: "",
    },
    {
      name: `  peak memory`,
      measured: `${(maxRssBytes / 1024 ** 2).toFixed(0)} MiB`,
      ratio: "",
      baseline: "",
      target: "",
    },
  ];
}
