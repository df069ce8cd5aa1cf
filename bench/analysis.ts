import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { AnalysisMeasurement } from "./analysis-child";
import { CLIP_S } from "./clips";
import { type Row, ratio } from "./report";

/** Analyses a clip in a process of its own, so that its peak memory is the analysis's and nobody else's. */
export async function analyseApart(clip: string): Promise<AnalysisMeasurement> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/analysis-child.ts", clip], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "error" },
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`the analysis of ${clip} ended with ${code}`);
  return JSON.parse(output) as AnalysisMeasurement;
}

/** Seconds of analysis for each second of clip, by step, and the memory it took. */
export async function benchAnalysis(name: string, clip: string): Promise<Row[]> {
  const { timingsMs, loadMs, maxRssBytes, poses, turns } = await analyseApart(clip);
  const steps = Object.entries(timingsMs).filter(([step]) => step !== "total" && step !== "load");
  return [
    {
      what: `analysis, ${name}`,
      measured: `${(timingsMs.total! / 1000).toFixed(2)} s`,
      ratio: ratio(timingsMs.total! / 1000, CLIP_S),
      against: `the clip's own ${CLIP_S} s`,
      aim: name.includes("30") ? "<= 1.00" : "",
    },
    ...steps.map(([step, ms]) => ({
      what: `  ${step}`,
      measured: `${(ms / 1000).toFixed(2)} s`,
      ratio: ratio(ms / 1000, CLIP_S),
      against: "",
      aim: "",
    })),
    {
      what: "  networks, once a process",
      measured: `${(loadMs / 1000).toFixed(2)} s`,
      ratio: "",
      against: "",
      aim: "",
    },
    {
      what: `  poses, turns`,
      measured: `${poses}, ${turns}`,
      ratio: "",
      against: "",
      aim: "",
    },
    {
      what: `  peak memory`,
      measured: `${(maxRssBytes / 1024 ** 2).toFixed(0)} MiB`,
      ratio: "",
      against: "",
      aim: "",
    },
  ];
}
