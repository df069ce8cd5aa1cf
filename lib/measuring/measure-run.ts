import type {
  LeanSeries,
  Measures,
  Outcome,
  PoseTrack,
  Summary,
  TrackSummary,
  Turn,
  View,
} from "@/lib/analyses/schema";
import { mean, roundTo } from "@/lib/pose/statistics";
import { measuresOf } from "./measures";
import { type Gate, viewFactor } from "./measures/confidence";
import { type Body, bodyOf, smoothMotion } from "./signal/body";
import { leftIs, repairSides } from "./signal/left-right";
import { endOf, type Motion, sampleAt, timeOf } from "./signal/motion";
import { resample, type SeenFrame, samplingRateHz } from "./signal/resample";
import { longestShot, type Shot, shotsOf } from "./signal/shots";
import { keypointNoisePx, skierHeightPx } from "./signal/skier-size";
import { smoothedTrack } from "./signal/smoothed-track";
import { limitsOf } from "./summary/limitations";
import { outcome } from "./summary/outcome";
import { summarise } from "./summary/summarize";
import { fallAtS } from "./turns/detect-fall";
import { findTurns } from "./turns/find-turns";
import { leanDeg } from "./turns/lean";
import { measureTurn, stillMoment } from "./turns/measure-turn";
import { type Discipline, shortestTurnS } from "./turns/segment-turns";
import { type Camera, estimateView } from "./view/estimate-view";

export interface MeasureInput {
  /** As the pose network gave it: pixels of the upright picture, y down. */
  track: PoseTrack;
  /** Of the file; 0 for a photo. */
  fps: number;
  /** The most frames a second that were looked at; every frame when left out. */
  maxFps?: number;
  kind: "video" | "photo";
  /** Times at which another shot begins. */
  cutsS: readonly number[];
  discipline?: Discipline | null;
}

export interface MeasuredRun {
  view: View;
  turns: Turn[];
  still: { measures: Measures } | null;
  lean: LeanSeries | null;
  summary: Summary;
  limits: string[];
  outcome: Outcome;
  /** Without `people`, which only the follower knows. */
  trackSummary: Omit<TrackSummary, "people">;
  /** The same track with left and right repaired and the trembling taken out, for drawing. */
  smoothed: PoseTrack;
}

interface Stretch {
  frames: SeenFrame[];
  raw: Motion;
  body: Body;
}

/**
 * Measures one clip or photo from its pose track. Pure: the same track gives the same numbers. Every value is either
 * shown with its plus-minus and confidence or withheld with the reason.
 */
export function measureRun(input: MeasureInput): MeasuredRun {
  const { track, kind } = input;
  const shots = shotsOf(track.frames, input.cutsS);
  const shot = longestShot(shots);
  const smoothedStretches = new Map(
    shots.map((one) => [one, one.stretches.map((s) => prepare(s, one, track))]),
  );
  const stretches = (shot && smoothedStretches.get(shot)) ?? [];
  const bodies = stretches.map(({ body }) => body);

  const seen = shot?.stretches.flat() ?? [];
  const camera = estimateView(bodies, leftIs(seen));
  const skierPx = skierHeightPx(bodies.map(({ motion }) => motion));
  const noisePx = keypointNoisePx(
    stretches.map(({ raw }) => raw),
    skierPx,
  );
  const fps = kind === "photo" ? null : Math.min(input.fps, samplingRateHz(seen) || input.fps);
  const thinned = input.fps > (input.maxFps ?? Number.POSITIVE_INFINITY);
  const gate: Gate = { camera, skierPx, fps, filmedFps: thinned ? input.fps : fps };

  const fallS = kind === "photo" ? null : (bodies.map(fallAtS).find((atS) => atS !== null) ?? null);
  const found =
    kind === "photo"
      ? []
      : bodies
          .flatMap((body) => findTurns(body, camera, { shortestS: shortestTurnS(input.discipline), skierPx }))
          .filter(({ body, span }) => fallS === null || timeOf(body.motion, span.end) <= fallS);
  const turns = found.map((turn, i) => measureTurn(turn, i + 1, gate, noisePx));
  const still =
    kind === "photo" && bodies[0]
      ? { measures: measuresOf(stillMoment(bodies[0], camera, noisePx), gate) }
      : null;

  return {
    view: { facing: camera.facing, offAxisDeg: camera.offAxisDeg, confidence: camera.confidence },
    turns,
    still,
    lean: kind === "photo" ? null : leanSeries(bodies, seen, camera, fallS),
    summary: summarise(turns, camera.facing),
    limits: limitsOf({
      gate,
      kind,
      fallS,
      shots,
      measures: still ? [still.measures] : turns.map(({ measures }) => measures),
      measuredShot: shot,
    }),
    outcome: outcome(kind, shots, shot, turns, fallS),
    trackSummary: {
      frames: track.frames.length,
      framesWithSkier: track.frames.filter(({ points }) => points !== null).length,
      skierHeightPx: roundTo(skierPx, 0),
      meanScore: roundTo(mean(seen.flatMap(({ points }) => points.filter((_, i) => i % 3 === 2))) || 0, 2),
      cutsS: [...input.cutsS],
    },
    smoothed: smoothedTrack(track, [...smoothedStretches.values()].flat()),
  };
}

function prepare(frames: SeenFrame[], shot: Shot, track: PoseTrack): Stretch {
  const repaired = repairSides(frames, leftIs(shot.stretches.flat()));
  const raw = resample(repaired, track.heightPx);
  return { frames, raw, body: bodyOf(smoothMotion(raw)) };
}

function leanSeries(
  bodies: readonly Body[],
  frames: readonly SeenFrame[],
  camera: Camera,
  fallS: number | null,
): LeanSeries | null {
  if (camera.leftIs === 0 || viewFactor("frontal", camera) < 0.5) return null;
  const leans = bodies.map((body) => ({ body, lean: leanDeg(body) }));
  const leanAt = (timeS: number): number | null => {
    if (fallS !== null && timeS > fallS) return null;
    const part = leans.find(
      ({ body }) => timeS >= body.motion.startS - 1e-6 && timeS <= endOf(body.motion) + 1e-6,
    );
    const seenDeg = part ? sampleAt(part.body.motion, part.lean, timeS) : Number.NaN;
    return Number.isFinite(seenDeg) ? roundTo(seenDeg * camera.leftIs, 1) : null;
  };
  return {
    timesS: frames.map(({ timeS }) => roundTo(timeS, 3)),
    leanDeg: frames.map(({ timeS }) => leanAt(timeS)),
  };
}
