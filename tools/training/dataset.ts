import type { PoseTrack } from "@/lib/analyses/schema";
import { FEATURE_SIZE, poseFeatures } from "@/lib/measuring/camera/pose-features";
import { TARGETS } from "@/lib/measuring/camera/targets";
import { type Body, bodyOf, smoothMotion } from "@/lib/measuring/signal/body";
import { leftIs, repairSides } from "@/lib/measuring/signal/left-right";
import { timeOf } from "@/lib/measuring/signal/motion";
import { resample } from "@/lib/measuring/signal/resample";
import { longestShot, shotsOf } from "@/lib/measuring/signal/shots";
import { seededRandom } from "@/tools/simulation/random";
import { type DrawSkier, simulateRun } from "@/tools/simulation/run";

/** Rows of features and of what is true of them. */
export interface Dataset {
  count: number;
  features: Float32Array;
  targets: Float32Array;
}

/** The bodies of a track, prepared as the product prepares them. */
export function bodiesOf(track: PoseTrack): Body[] {
  const shot = longestShot(shotsOf(track.frames, []));
  if (!shot) return [];
  const side = leftIs(shot.stretches.flat());
  return shot.stretches.map((frames) =>
    bodyOf(smoothMotion(resample(repairSides(frames, side), track.heightPx))),
  );
}

/** Simulates runs and takes some samples of each. */
export function makeDataset(drawSkier: DrawSkier, firstSeed: number, runs: number, perRun: number): Dataset {
  const features = new Float32Array(runs * perRun * FEATURE_SIZE);
  const targets = new Float32Array(runs * perRun * TARGETS.length);
  let row = 0;
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const run = simulateRun(drawSkier, seed);
    const bodies = bodiesOf(run.track);
    if (bodies.length === 0) continue;
    const { count, values } = poseFeatures(bodies, false);
    const times = bodies.flatMap(({ motion }) =>
      Array.from({ length: motion.count }, (_, i) => timeOf(motion, i)),
    );
    const random = seededRandom(seed * 31 + 7);
    for (let n = 0; n < perRun; n++) {
      const sample = random.integer(count);
      const truth = run.truthAt(times[sample]!);
      features.set(values.subarray(sample * FEATURE_SIZE, (sample + 1) * FEATURE_SIZE), row * FEATURE_SIZE);
      TARGETS.forEach((name, k) => {
        targets[row * TARGETS.length + k] = truth[name];
      });
      row++;
    }
  }
  return {
    count: row,
    features: features.subarray(0, row * FEATURE_SIZE),
    targets: targets.subarray(0, row * TARGETS.length),
  };
}
