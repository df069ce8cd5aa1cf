import type { PoseTrack } from "@/lib/analyses/schema";
import type { CameraParams } from "@/tools/synthetic-skier/camera";
import { CLIPS, type Clip, type ClipShot } from "@/tools/synthetic-skier/clips";
import { computeTruth } from "@/tools/synthetic-skier/compute-truth";
import type { Truth } from "@/tools/synthetic-skier/truth";
import { type SkiingParams, seeded } from "@/tools/synthetic-skier/turn-signal";

export interface Scene {
  skiing?: Partial<SkiingParams>;
  camera?: Partial<CameraParams>;
  durationS?: number;
  fps?: number;
}

/** Returns the ground truth of a scene of the synthetic skier without rendering it. */
export function surveyScene({ skiing, camera, durationS = 6, fps = 30 }: Scene): Truth {
  const base: Clip = CLIPS["slalom-front"];
  const first = base.shots[0]!;
  const shot: ClipShot = {
    ...first,
    durationS,
    skiing: { ...first.skiing, ...skiing },
    camera: { ...first.camera, ...camera },
  };
  return computeTruth("scene", { ...base, fps, shots: [shot] });
}

/** Returns the true joints as a pose track, with reproducible noise of `noisePx` on each coordinate. */
export function trackOfTruth(truth: Truth, noisePx = 0, score = 0.7): PoseTrack {
  const random = seeded(5);
  const noise = () => noisePx * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return {
    version: 1,
    widthPx: truth.widthPx,
    heightPx: truth.heightPx,
    frames: truth.frames.timesS.map((timeS, i) => {
      const joints = truth.frames.joints[i];
      if (!joints) return { timeS, points: null };
      const points = Array.from({ length: 17 }, (_, k) => [
        joints[2 * k]! + noise(),
        joints[2 * k + 1]! + noise(),
        score,
      ]);
      return { timeS, points: points.flat() };
    }),
  };
}
