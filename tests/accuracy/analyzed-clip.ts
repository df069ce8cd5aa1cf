import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openMedia } from "@/lib/adapters/media";
import { type AnalysisResult, type PoseTrack, poseTrackSchema } from "@/lib/analyses/schema";
import { flexionDeg } from "@/lib/pose/geometry";
import { keypointUp } from "@/lib/pose/keypoints";
import { jointOf, type KeypointName, KP, type Side } from "@/lib/pose/skeleton";
import type { Discipline } from "@/lib/runs/schema";
import type { ClipName } from "@/tools/synthetic-skier/clips";
import { clipPath, readTruth, type Truth } from "@/tools/synthetic-skier/truth";
import { runPipeline } from "@/workers/analyze/pipeline";
import { mean } from "./mean";

interface AnalyzedClip {
  result: AnalysisResult;
  track: PoseTrack;
  truth: Truth;
}

const DISCIPLINES: Record<Truth["discipline"], Discipline> = { SL: "SL", GS: "GS", free: "FREE" };

/** Runs the pipeline on a fixture clip; returns the result with the ground truth. */
export async function analyzeClip(name: ClipName, extension: "mp4" | "jpg" = "mp4"): Promise<AnalyzedClip> {
  const truth = await readTruth(name);
  const discipline = DISCIPLINES[truth.discipline];
  return inFolder(async (folder) => ({
    ...(await analyzeFile(clipPath(name, extension), discipline, folder)),
    truth,
  }));
}

/** Runs the pipeline on the frame of a fixture clip nearest to `timeS`, as a photo. */
export async function analyzeMoment(name: ClipName, timeS: number): Promise<AnalyzedClip> {
  const truth = await readTruth(name);
  return inFolder(async (folder) => {
    const media = await openMedia({ filePath: clipPath(name) });
    const photo = join(folder, "photo.jpg");
    try {
      const options = { widthPx: truth.widthPx, quality: 95 };
      await writeFile(photo, await media.still(timeS, (still) => still.jpeg(null, options)));
    } finally {
      await media.close();
    }
    return { ...(await analyzeFile(photo, DISCIPLINES[truth.discipline], folder)), truth };
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "ski-racer-accuracy-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function analyzeFile(filePath: string, discipline: Discipline, folder: string) {
  let track: PoseTrack | undefined;
  const result = await runPipeline(
    { source: { filePath }, discipline, subject: null, folder },
    {
      async onArtifact(artifact) {
        if (artifact.name !== "track.json" || !("bytes" in artifact.content)) return;
        track = poseTrackSchema.parse(JSON.parse(gunzipSync(artifact.content.bytes).toString("utf8")));
      },
    },
  );
  if (!track) throw new Error("the pipeline returned no pose track");
  return { result, track };
}

/** Times at which turns start or end, without duplicates. */
export const switchesOf = ({ turns }: AnalysisResult): number[] => [
  ...new Set(turns.flatMap(({ startS, endS }) => [startS, endS])),
];

/** Index of the frame of the truth nearest in time. */
export function truthIndex({ frames }: Truth, timeS: number): number {
  let best = 0;
  frames.timesS.forEach((truthS, i) => {
    if (Math.abs(truthS - timeS) < Math.abs(frames.timesS[best]! - timeS)) best = i;
  });
  return best;
}

/** A switch is visible when the skier is in the picture for this long before and after it. */
const SEEN_AROUND_S = 0.15;

/** True switches with the skier in the picture, before any fall. */
const visibleSwitches = (truth: Truth): number[] => {
  const endS = Math.min(truth.durationS, truth.fallS ?? truth.durationS);
  const isSeen = (timeS: number) =>
    timeS >= 0 && timeS <= endS && truth.frames.joints[truthIndex(truth, timeS)] !== null;
  return truth.switchesS.filter((timeS) => isSeen(timeS - SEEN_AROUND_S) && isSeen(timeS + SEEN_AROUND_S));
};

/** Distance of every visible switch from the nearest found one. */
export const switchErrorsS = (result: AnalysisResult, truth: Truth): number[] =>
  visibleSwitches(truth).map((timeS) =>
    Math.min(...switchesOf(result).map((foundS) => Math.abs(foundS - timeS))),
  );

/** Found switches without a true one within a tenth of a second. */
export const falseSwitches = (result: AnalysisResult, truth: Truth): number[] =>
  switchesOf(result).filter((foundS) => !truth.switchesS.some((timeS) => Math.abs(timeS - foundS) <= 0.1));

/** Measured minus true lean of every frame. */
export function leanErrorsDeg({ lean }: AnalysisResult, truth: Truth): number[] {
  if (!lean) return [];
  return lean.timesS.flatMap((timeS, i) => {
    const measured = lean.leanDeg[i];
    const exact = truth.frames.leanDeg[truthIndex(truth, timeS)];
    return measured == null || exact == null ? [] : [measured - exact];
  });
}

const TRACKED: readonly KeypointName[] = [
  "leftShoulder",
  "rightShoulder",
  "leftHip",
  "rightHip",
  "leftKnee",
  "rightKnee",
  "leftAnkle",
  "rightAnkle",
];

/**
 * Mean distance of the tracked joints from the true ones in every frame, as a share of the skier's height.
 */
export function jointErrors(track: PoseTrack, truth: Truth): number[] {
  return track.frames.flatMap(({ timeS, points }) => {
    const exact = truth.frames.joints[truthIndex(truth, timeS)];
    if (!points || !exact) return [];
    const distances = TRACKED.map((name) => {
      const k = KP[name];
      return Math.hypot(points[k * 3]! - exact[k * 2]!, points[k * 3 + 1]! - exact[k * 2 + 1]!);
    });
    return [mean(distances) / truth.skierHeightPx];
  });
}

/** Tracked minus true knee flexion of one leg in every frame. */
export function kneeErrorsDeg(track: PoseTrack, truth: Truth, side: Side): number[] {
  return track.frames.flatMap(({ timeS, points }) => {
    const exact = truth.frames.kneeFlexionDeg[side][truthIndex(truth, timeS)];
    if (!points || exact == null) return [];
    const at = (joint: "Hip" | "Knee" | "Ankle") => keypointUp(points, jointOf(side, joint));
    return [flexionDeg(at("Hip"), at("Knee"), at("Ankle")) - exact];
  });
}

/** Prints the measured accuracy with the test output. */
export function report(name: string, values: Record<string, number>): void {
  const parts = Object.entries(values).map(([label, value]) => `${label} ${Number(value.toFixed(3))}`);
  console.log(`accuracy ${name}: ${parts.join(", ")}`);
}
