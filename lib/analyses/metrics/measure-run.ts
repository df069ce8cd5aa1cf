import {
  type LeanSeries,
  type Metrics,
  type Outcome,
  outcomeOf,
  type PoseTrack,
  type Summary,
  type TrackFrame,
  type TrackSummary,
  type Turn,
  type View,
} from "../schema";
import { type Body, bodyOf, smoothMotion } from "./body";
import { type Gate, viewFactor } from "./confidence";
import { fallAtS } from "./fall";
import { type FoundTurn, findTurns } from "./find-turns";
import { leanDeg } from "./lean";
import { limitsOf } from "./limits";
import { measuresOf } from "./measures";
import type { Moment } from "./measures/measure";
import { endOf, type Motion, sampleAt, timeOf } from "./motion";
import { phasesOf } from "./phases";
import { resample, type SeenFrame, samplingRateHz } from "./resample";
import { leftIs, repairSides } from "./sides";
import { keypointNoisePx, skierHeightPx } from "./size";
import { mean, roundTo } from "./statistics";
import { longestShot, type Shot, shotsOf } from "./stretches";
import { summarise } from "./summary";
import { type Discipline, shortestTurnS } from "./turns";
import { type Camera, estimateView } from "./view";

export interface MeasureInput {
  /** As the pose network gave it: pixels of the upright picture, y down. */
  track: PoseTrack;
  /** Of the file; 0 for a photo. */
  fps: number;
  kind: "video" | "photo";
  /** Times at which another shot begins. */
  cutsS: readonly number[];
  discipline?: Discipline | null;
}

export interface MeasuredRun {
  view: View;
  turns: Turn[];
  still: { metrics: Metrics } | null;
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
  const gate: Gate = { camera, skierPx, fps };

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
      ? { metrics: measuresOf(stillMoment(bodies[0], camera, noisePx), gate) }
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
      metrics: still ? [still.metrics] : turns.map(({ metrics }) => metrics),
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

function measureTurn(turn: FoundTurn, index: number, gate: Gate, noisePx: number): Turn {
  const { body, span, lean } = turn;
  const phases =
    turn.towards === 0 ? { shapingStart: span.start, shapingEnd: span.end } : phasesOf(lean, span);
  const moment: Moment = {
    body,
    camera: gate.camera,
    noisePx,
    lean,
    span: { ...span, ...phases },
    apex: span.apex,
    whole: [Math.ceil(span.start), Math.floor(span.end)],
    shaping: [Math.ceil(phases.shapingStart), Math.floor(phases.shapingEnd)],
    towards: turn.towards,
    side: turn.side,
    switchErrorS: turn.switchErrorS,
    trust: turn.trust,
  };
  const timeS = (place: number) => roundTo(timeOf(body.motion, place), 3);
  return {
    index,
    side: turn.side,
    startS: timeS(span.start),
    apexS: timeS(span.apex),
    endS: timeS(span.end),
    confidence: turn.confidence,
    metrics: measuresOf(moment, gate),
  };
}

/** A photo shows a turn when the skier leans. */
const STILL_LEAN_DEG = 6;

function stillMoment(body: Body, camera: Camera, noisePx: number): Moment {
  const lean = leanDeg(body);
  const leanNow = lean[0]!;
  const leans = camera.facing !== "side" && Math.abs(leanNow) >= STILL_LEAN_DEG;
  const towards = leans ? (leanNow > 0 ? 1 : -1) : 0;
  const sideByLean =
    camera.leftIs === 0 ? null : towards === camera.leftIs ? ("left" as const) : ("right" as const);
  return {
    body,
    camera,
    noisePx,
    lean,
    span: null,
    apex: 0,
    whole: [0, 0],
    shaping: [0, 0],
    towards,
    side: leans ? sideByLean : null,
    switchErrorS: 0,
    trust: 1,
  };
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

/** Out of sight for less than this in all is no reason to call a run measured only in part. */
const OUT_OF_SIGHT_S = 0.5;

function outcome(
  kind: "video" | "photo",
  shots: readonly Shot[],
  shot: Shot | null,
  turns: readonly Turn[],
  fallS: number | null,
): Outcome {
  if (kind === "photo") return outcomeOf("photo");
  if (fallS !== null) return outcomeOf("fall", roundTo(fallS, 2));
  if (turns.length === 0) return outcomeOf("noTurns");
  if (shots.length > 1 && shot) {
    const cutS = shot === shots[0] ? shots[1]!.fromS : shot.fromS;
    return outcomeOf("partly", roundTo(cutS, 2));
  }
  const gaps = (shot?.stretches ?? []).slice(1).map((stretch, i) => {
    const fromS = shot!.stretches[i]!.at(-1)!.timeS;
    return { fromS, lengthS: stretch[0]!.timeS - fromS };
  });
  const outOfSightS = gaps.reduce((sum, { lengthS }) => sum + lengthS, 0);
  return outOfSightS > OUT_OF_SIGHT_S
    ? outcomeOf("partly", roundTo(gaps[0]!.fromS, 2))
    : outcomeOf("measured");
}

function smoothedTrack(track: PoseTrack, stretches: readonly Stretch[]): PoseTrack {
  const byTime = new Map(
    stretches.flatMap(({ frames, body }) => frames.map((frame) => [frame.timeS, body.motion] as const)),
  );
  const frames = track.frames.map((frame): TrackFrame => {
    const motion = byTime.get(frame.timeS);
    const { points } = frame;
    if (!motion || !points) return frame;
    return {
      timeS: frame.timeS,
      points: points.map((value, i) => {
        const keypoint = Math.floor(i / 3);
        if (i % 3 === 2) return roundTo(sampleAt(motion, motion.score[keypoint]!, frame.timeS), 2);
        const axis = i % 3 === 0 ? motion.x : motion.y;
        const smooth = sampleAt(motion, axis[keypoint]!, frame.timeS);
        if (!Number.isFinite(smooth)) return roundTo(value, 1);
        return roundTo(i % 3 === 0 ? smooth : track.heightPx - smooth, 1);
      }),
    };
  });
  return { ...track, frames };
}
