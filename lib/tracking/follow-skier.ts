import type { SubjectHint, TrackFrame } from "@/lib/analyses/schema";
import type { Frame, PersonDetector, PoseModel } from "@/lib/pose/ports";
import { roundTo } from "@/lib/pose/statistics";
import { chooseSkier } from "./choice/choose-skier";
import type { SkierFeatures } from "./choice/skier-features";
import type { Observation, Tracklet } from "./people/tracklet";
import { SkierTracker } from "./skier-tracker";

export interface FollowOptions<F extends Frame = Frame> {
  subject?: SubjectHint;
  /**
   * Called after each frame while it is readable, with all tracked people; their newest pose is one or two
   * frames old.
   */
  onFrame?(frame: F, people: readonly FollowedPerson[]): void;
}

export type FollowedPerson = Pick<Tracklet, "observations">;

interface ClipFacts {
  /** Of the upright picture; 0 without frames. */
  widthPx: number;
  heightPx: number;
  frameCount: number;
  cutsS: number[];
  poseCount: number;
  poseMs: number;
  detectMs: number;
}

export type FollowResult = ClipFacts &
  (
    | { found: false; reason: "nobody" | "nobodyThere" }
    | {
        found: true;
        /** One per decoded frame, in order, unsmoothed; null points where the skier was not seen. */
        frames: TrackFrame[];
        /** People tracked for a while in the skier's shot, the skier included. */
        people: number;
        chosen: SkierFeatures & { score: number };
      }
  );

/**
 * Tracks the skier within one shot: the person at the subject hint, or the one whose motion and posture are
 * most like skiing. Holds one frame at a time. Throws errors of `frames` and `networks`.
 */
export async function followSkier<F extends Frame>(
  frames: AsyncIterable<F>,
  networks: { model: PoseModel; detector: PersonDetector },
  options: FollowOptions<F> = {},
): Promise<FollowResult> {
  const { subject } = options;
  const tracker = new SkierTracker(networks, subject);
  for await (const frame of frames) {
    await tracker.addFrame(frame);
    options.onFrame?.(frame, tracker.people.tracked);
  }
  await tracker.finish();

  const { camera, people, timesS, poseMs, detectMs } = tracker;
  const { widthPx, heightPx } = camera;
  const cutsS = camera.cutsS();
  const facts: ClipFacts = {
    widthPx,
    heightPx,
    frameCount: timesS.length,
    cutsS,
    poseCount: people.poseCount,
    poseMs,
    detectMs,
  };
  const tracklets = people.allTracklets();
  const choice = chooseSkier({ widthPx, heightPx, timesS, cutsS, camera, tracklets, subject });
  if (typeof choice === "string") return { ...facts, found: false, reason: choice };
  const { skier } = choice;
  return {
    ...facts,
    found: true,
    frames: trackFrames(skier.observations, timesS),
    people: choice.people,
    chosen: { ...skier.features, score: skier.score },
  };
}

function trackFrames(observations: readonly Observation[], timesS: readonly number[]): TrackFrame[] {
  const frames: TrackFrame[] = timesS.map((timeS) => ({ timeS, points: null }));
  for (const { frame, pose } of observations) {
    frames[frame]!.points = Array.from(pose, (value, i) => roundTo(value, i % 3 === 2 ? 2 : 1));
  }
  return frames;
}
