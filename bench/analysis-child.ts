import { mkdtemp, readFile, rm } from "node:fs/promises";
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
  limits: string[];
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
    maxRssBytes: await peakRssBytes(),
    poses: result.track.frames,
    turns: result.turns.length,
    limits: result.limits,
  };
  console.log(JSON.stringify(measurement));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The most memory this process has held. On Linux `maxRSS` also counts what its parent held when it was started. */
async function peakRssBytes(): Promise<number> {
  const status = process.platform === "linux" ? await readFile("/proc/self/status", "utf8") : "";
  const [, heldKiB] = status.match(/^VmHWM:\s+(\d+) kB$/m) ?? [];
  return Number(heldKiB ?? process.resourceUsage().maxRSS) * 1024;
}
