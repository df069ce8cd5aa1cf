import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openMedia } from "@/lib/adapters/media";
import { type AnalysisResult, type PoseTrack, poseTrackSchema } from "@/lib/analyses/schema";
import { type KeypointName, KP } from "@/lib/pose/skeleton";
import type { Discipline } from "@/lib/runs/schema";
import type { ClipName } from "@/tools/synthetic-skier/clips";
import { clipPath, readTruth, type Truth } from "@/tools/synthetic-skier/truth";
import { runPipeline } from "@/workers/analyze/pipeline";
import { mean } from "./mean";

export interface AnalysedClip {
  result: AnalysisResult;
  track: PoseTrack;
  truth: Truth;
}

const DISCIPLINES: Record<Truth["discipline"], Discipline> = { SL: "SL", GS: "GS", free: "FREE" };

/** One fixture clip through the whole pipeline, beside what is exactly true of it. */
export async function analyseClip(name: ClipName, extension: "mp4" | "jpg" = "mp4"): Promise<AnalysedClip> {
  const truth = await readTruth(name);
  const discipline = DISCIPLINES[truth.discipline];
  return inFolder(async (folder) => ({
    ...(await analyseFile(clipPath(name, extension), discipline, folder)),
    truth,
  }));
}

/** A moment of a fixture clip as a photo, through the whole pipeline; the moment is the frame nearest to `timeS`. */
export async function analyseMoment(name: ClipName, timeS: number): Promise<AnalysedClip> {
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
    return { ...(await analyseFile(photo, DISCIPLINES[truth.discipline], folder)), truth };
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

async function analyseFile(filePath: string, discipline: Discipline, folder: string) {
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
  if (!track) throw new Error("The pipeline made no pose track.");
  return { result, track };
}

/** Every moment at which one turn ends or another begins, once. */
export const switchesOf = ({ turns }: AnalysisResult): number[] => [
  ...new Set(turns.flatMap(({ startS, endS }) => [startS, endS])),
];

/** The truth's frame nearest in time. */
export function truthIndex({ frames }: Truth, timeS: number): number {
  let best = 0;
  frames.timesS.forEach((truthS, i) => {
    if (Math.abs(truthS - timeS) < Math.abs(frames.timesS[best]! - timeS)) best = i;
  });
  return best;
}

/** The lean has to be seen on both sides of zero for this long to show a switch. */
const SEEN_AROUND_S = 0.15;

/** Switches in the clip with the skier wholly in the picture, before any fall. */
export const visibleSwitches = (truth: Truth): number[] => {
  const endS = Math.min(truth.durationS, truth.fallS ?? truth.durationS);
  const isSeen = (timeS: number) =>
    timeS >= 0 && timeS <= endS && truth.frames.joints[truthIndex(truth, timeS)] !== null;
  return truth.switchesS.filter((timeS) => isSeen(timeS - SEEN_AROUND_S) && isSeen(timeS + SEEN_AROUND_S));
};

/** For every visible switch how far the nearest found one is from it in seconds. */
export const switchErrorsS = (result: AnalysisResult, truth: Truth): number[] =>
  visibleSwitches(truth).map((timeS) =>
    Math.min(...switchesOf(result).map((foundS) => Math.abs(foundS - timeS))),
  );

/** Found switches with no true one within a tenth of a second. */
export const inventedSwitches = (result: AnalysisResult, truth: Truth): number[] =>
  switchesOf(result).filter((foundS) => !truth.switchesS.some((timeS) => Math.abs(timeS - foundS) <= 0.1));

/** Measured minus true lean in degrees, frame by frame. */
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

/** How far the drawn joints are from the true ones, as a share of the skier's height; one value a frame. */
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

/** Measured minus true knee flexion of one leg in degrees, frame by frame, from the drawn skeleton. */
export function kneeErrorsDeg(track: PoseTrack, truth: Truth, side: "left" | "right"): number[] {
  return track.frames.flatMap(({ timeS, points }) => {
    const exact = truth.frames.kneeFlexionDeg[side][truthIndex(truth, timeS)];
    if (!points || exact == null) return [];
    const at = (joint: "Hip" | "Knee" | "Ankle") => {
      const k = KP[`${side}${joint}`];
      return { x: points[k * 3]!, y: points[k * 3 + 1]! };
    };
    const [hip, knee, ankle] = [at("Hip"), at("Knee"), at("Ankle")];
    const thigh = Math.atan2(hip.y - knee.y, hip.x - knee.x);
    const shank = Math.atan2(ankle.y - knee.y, ankle.x - knee.x);
    const between = Math.abs(((thigh - shank) * 180) / Math.PI) % 360;
    return [180 - Math.min(between, 360 - between) - exact];
  });
}

/** The accuracy that was measured, printed with the tests so that a change of it is seen. */
export function report(name: string, values: Record<string, number>): void {
  const parts = Object.entries(values).map(([label, value]) => `${label} ${Number(value.toFixed(3))}`);
  console.log(`accuracy ${name}: ${parts.join(", ")}`);
}
