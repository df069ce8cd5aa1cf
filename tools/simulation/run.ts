import type { PoseTrack } from "@/lib/analyses/schema";
import { KEYPOINTS } from "@/lib/pose/skeleton";
import { type CameraPlacement, cameraOf, drawPlacement } from "./camera";
import type { SimulatedSkier, SkierOptions } from "./joints";
import { drawNoise } from "./noise";
import { type Random, seededRandom } from "./random";
import { type TrueMeasures, trueLeanDeg, trueMeasures } from "./true-measures";

/** One turn between two switches that the clip shows. */
export interface TrueTurn {
  side: "left" | "right";
  startS: number;
  apexS: number;
  endS: number;
  /** Of the camera at the apex. */
  yawDeg: number;
  measures: TrueMeasures;
}

/** A simulated clip: the track that a pose network would give, and what is true of it. */
export interface SimulatedRun {
  track: PoseTrack;
  fps: number;
  placement: CameraPlacement;
  /** Mean over the clip. */
  yawDeg: number;
  turns: TrueTurn[];
  truthAt(timeS: number): TrueMeasures & { yawDeg: number; rollDeg: number };
}

export type DrawSkier = (random: Random, options: SkierOptions) => SimulatedSkier;

export interface RunOptions {
  skier?: SkierOptions;
  placement?: Partial<CameraPlacement>;
  fps?: number;
  durationS?: number;
  /** The track is exact when true. */
  noNoise?: boolean;
}

const PICTURE = { widthPx: 1920, heightPx: 1080 };
const STEP_S = 1 / 120;

/** Simulates one clip from its seed. */
export function simulateRun(drawSkier: DrawSkier, seed: number, options: RunOptions = {}): SimulatedRun {
  const random = seededRandom(seed);
  const skier = drawSkier(random, options.skier ?? {});
  const placement = drawPlacement(random, options.placement);
  const fps = options.fps ?? [25, 30, 30, 50, 60][random.integer(5)]!;
  const durationS = options.durationS ?? random.between(4, 10);
  const shake = { hz: random.between(0.5, 2), phase: random.between(0, 6) };
  const tremor = (timeS: number) =>
    placement.shakeDeg * Math.sin(2 * Math.PI * shake.hz * timeS + shake.phase);
  const camera = cameraOf(placement, skier, durationS, tremor);
  const noise = drawNoise(random, placement.yawDeg);

  const frames: PoseTrack["frames"] = [];
  const yaws: number[] = [];
  for (let i = 0; i / fps < durationS; i++) {
    const timeS = i / fps;
    const joints = skier.jointsAt(timeS);
    const now = camera(timeS);
    const points = KEYPOINTS.map((name) => now.project(joints[name]));
    const ys = points.map(([, y]) => y);
    const heightPx = (Math.max(...ys) - Math.min(...ys)) * 1.12;
    const observed = options.noNoise
      ? points.flatMap(([x, y]) => [x, y, 0.8])
      : noise.observe(points, Math.max(heightPx, placement.skierPx * 0.8), 1 / fps);
    frames.push({
      timeS,
      points:
        observed?.map((value, k) =>
          k % 3 === 0 ? value + PICTURE.widthPx / 2 : k % 3 === 1 ? value + PICTURE.heightPx / 2 : value,
        ) ?? null,
    });
    yaws.push(now.yawDeg);
  }
  return {
    track: { version: 1, ...PICTURE, frames },
    fps,
    placement,
    yawDeg: meanDirectionDeg(yaws),
    turns: trueTurns(skier, durationS, (timeS) => camera(timeS).yawDeg),
    truthAt(timeS) {
      const { yawDeg, rollDeg } = camera(timeS);
      return { ...trueMeasures(skier.jointsAt(timeS)), yawDeg, rollDeg };
    },
  };
}

const meanDirectionDeg = (degrees: readonly number[]): number => {
  const sum = (of: (rad: number) => number) =>
    degrees.reduce((total, deg) => total + of((deg * Math.PI) / 180), 0);
  return (Math.atan2(sum(Math.sin), sum(Math.cos)) * 180) / Math.PI;
};

function trueTurns(skier: SimulatedSkier, durationS: number, yawAt: (timeS: number) => number): TrueTurn[] {
  const switches: number[] = [];
  let before = trueLeanDeg(skier.jointsAt(0));
  for (let timeS = STEP_S; timeS < durationS; timeS += STEP_S) {
    const now = trueLeanDeg(skier.jointsAt(timeS));
    if (Math.sign(now) !== Math.sign(before)) switches.push(timeS - (STEP_S * now) / (now - before));
    before = now;
  }
  return switches.slice(0, -1).map((startS, i) => {
    const endS = switches[i + 1]!;
    let apexS = startS;
    let largest = 0;
    for (let timeS = startS; timeS < endS; timeS += STEP_S) {
      const lean = trueLeanDeg(skier.jointsAt(timeS));
      if (Math.abs(lean) > Math.abs(largest)) [largest, apexS] = [lean, timeS];
    }
    return {
      side: largest > 0 ? ("left" as const) : ("right" as const),
      startS,
      apexS,
      endS,
      yawDeg: yawAt(apexS),
      measures: trueMeasures(skier.jointsAt(apexS)),
    };
  });
}
