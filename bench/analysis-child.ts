import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPipeline } from "@/workers/analyze/pipeline";

export interface AnalysisMeasurement {
  timingsMs: Record<string, number>;
  maxRssBytes: number;
  poses: number;
  turns: number;
}

const filePath = process.argv[2];
if (!filePath) throw new Error("name a clip");
const folder = await mkdtemp(join(tmpdir(), "ski-racer-bench-"));
try {
  const result = await runPipeline(
    { source: { filePath }, discipline: "SL", subject: null, folder },
    { onArtifact: async () => {} },
  );
  const measurement: AnalysisMeasurement = {
    timingsMs: result.timingsMs,
    maxRssBytes: process.resourceUsage().maxRSS * 1024,
    poses: result.track.frames,
    turns: result.turns.length,
  };
  console.log(JSON.stringify(measurement));
} finally {
  await rm(folder, { recursive: true, force: true });
}
