import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPose } from "@/lib/adapters/pose";
import { runPipeline } from "@/workers/analyze/pipeline";

export interface AnalysisMeasurement {
  timingsMs: Record<string, number>;
  /** Once a process, before its first clip. */
  loadMs: number;
  maxRssBytes: number;
  poses: number;
  turns: number;
}

const filePath = process.argv[2];
if (!filePath) throw new Error("name a clip");
// As a worker does when it starts; what it takes is told apart from the analysis.
const loadingFromMs = performance.now();
await loadPose();
const loadMs = performance.now() - loadingFromMs;
const folder = await mkdtemp(join(tmpdir(), "ski-racer-bench-"));
try {
  const result = await runPipeline(
    { source: { filePath }, discipline: "SL", subject: null, folder },
    { onArtifact: async () => {} },
  );
  const measurement: AnalysisMeasurement = {
    timingsMs: result.timingsMs,
    loadMs,
    maxRssBytes: process.resourceUsage().maxRSS * 1024,
    poses: result.track.frames,
    turns: result.turns.length,
  };
  console.log(JSON.stringify(measurement));
} finally {
  await rm(folder, { recursive: true, force: true });
}
