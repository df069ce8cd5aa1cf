import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPose } from "@/lib/adapters/pose";
import { runPipeline } from "@/workers/analyze/pipeline";

export interface AnalysisMeasurement {
  timingsMs: Record<string, number>;
  /** Time to open the networks, once per process. */
  loadMs: number;
  maxRssBytes: number;
  poses: number;
  turns: number;
  limits: string[];
}

const filePath = process.argv[2];
if (!filePath) throw new Error("Pass the path of a clip.");
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

/** Returns the peak memory of this process. On Linux, `maxRSS` includes that of the parent at the fork. */
async function peakRssBytes(): Promise<number> {
  const status = process.platform === "linux" ? await readFile("/proc/self/status", "utf8") : "";
  const [, heldKiB] = status.match(/^VmHWM:\s+(\d+) kB$/m) ?? [];
  return Number(heldKiB ?? process.resourceUsage().maxRSS) * 1024;
}
