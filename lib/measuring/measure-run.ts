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
import type { Discipline } from "@/lib/runs/schema";
import { measuresOf } from "./measures";
import { type MeasuringConditions, viewFactor } from "./measures/confidence";
import { type Body, bodyOf, smoothMotion } from "./signal/body";
import { leftSignOf, repairLeftRight } from "./signal/left-right";
import { endOf, type Motion, sampleAt, timeOf } from "./signal/motion";
import { resample, type SeenFrame, samplingRateHz } from "./signal/resample";
import { longestShot, shotsOf, type TrackShot } from "./signal/shots";
import { keypointNoisePx, skierHeightPx } from "./signal/skier-size";
import { smoothedTrack } from "./signal/smoothed-track";
import { limitationsOf } from "./summary/limitations";
import { runOutcome } from "./summary/outcome";
import { summarize } from "./summary/summarize";
import { findFallS } from "./turns/detect-fall";
import { findTurns } from "./turns/find-turns";
import { leanDeg } from "./turns/lean";
import { measureTurn, photoContext } from "./turns/measure-turn";
import { shortestTurnS } from "./turns/segment-turns";
import { estimateView, type ViewEstimate } from "./view/estimate-view";

interface MeasureInput {
  /** Unsmoothed: pixels of the upright picture, y down. */
  track: PoseTrack;
  /** Of the file; 0 for a photo. */
  fps: number;
  /** Highest number of frames a second that were analyzed; all frames when omitted. */
  maxFps?: number;
  kind: "video" | "photo";
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
  /** Without `people`, which only the tracking knows. */
  trackSummary: Omit<TrackSummary, "people">;
  smoothed: PoseTrack;
}

interface PreparedSegment {
  frames: SeenFrame[];
  raw: Motion;
  body: Body;
}

/** Measures a clip or photo from its pose track. Deterministic. */
export function measureRun(input: MeasureInput): MeasuredRun {
  const { track, kind } = input;
  const shots = shotsOf(track.frames, input.cutsS);
  const shot = longestShot(shots);
  const prepared = new Map(
    shots.map((one) => [one, one.segments.map((frames) => prepareSegment(frames, one, track))]),
  );
  const segments = (shot && prepared.get(shot)) ?? [];
  const bodies = segments.map(({ body }) => body);
  const seen = shot?.segments.flat() ?? [];
  const conditions = conditionsOf(input, segments, seen);
  const { view, skierPx } = conditions;
  const noisePx = keypointNoisePx(
    segments.map(({ raw }) => raw),
    skierPx,
  );

  const fallS = kind === "photo" ? null : (bodies.map(findFallS).find((atS) => atS !== null) ?? null);
  const turns = kind === "photo" ? [] : measureTurns(input, bodies, fallS, conditions, noisePx);
  const still =
    kind === "photo" && bodies[0]
      ? { measures: measuresOf(photoContext(bodies[0], view, noisePx), conditions) }
      : null;

  return {
    view: { facing: view.facing, offAxisDeg: view.offAxisDeg, confidence: view.confidence },
    turns,
    still,
    lean: kind === "photo" ? null : leanSeries(bodies, seen, view, fallS),
    summary: summarize(turns, view.facing),
    limits: limitationsOf({
      conditions,
      kind,
      fallS,
      shots,
      measures: still ? [still.measures] : turns.map(({ measures }) => measures),
      measuredShot: shot,
    }),
    outcome: runOutcome(kind, shots, shot, turns, fallS),
    trackSummary: {
      frames: track.frames.length,
      framesWithSkier: track.frames.filter(({ points }) => points !== null).length,
      skierHeightPx: roundTo(skierPx, 0),
      meanScore: roundTo(mean(seen.flatMap(({ points }) => points.filter((_, i) => i % 3 === 2))) || 0, 2),
      cutsS: [...input.cutsS],
    },
    smoothed: smoothedTrack(track, [...prepared.values()].flat()),
  };
}

function prepareSegment(frames: SeenFrame[], shot: TrackShot, track: PoseTrack): PreparedSegment {
  const repaired = repairLeftRight(frames, leftSignOf(shot.segments.flat()));
  const raw = resample(repaired, track.heightPx);
  return { frames, raw, body: bodyOf(smoothMotion(raw)) };
}

function conditionsOf(
  input: MeasureInput,
  segments: readonly PreparedSegment[],
  seen: readonly SeenFrame[],
): MeasuringConditions {
  const bodies = segments.map(({ body }) => body);
  const fps = input.kind === "photo" ? null : Math.min(input.fps, samplingRateHz(seen) || input.fps);
  const hasSkippedFrames = input.fps > (input.maxFps ?? Number.POSITIVE_INFINITY);
  return {
    view: estimateView(bodies, leftSignOf(seen)),
    skierPx: skierHeightPx(bodies.map(({ motion }) => motion)),
    fps,
    filmedFps: hasSkippedFrames ? input.fps : fps,
  };
}

function measureTurns(
  { discipline }: MeasureInput,
  bodies: readonly Body[],
  fallS: number | null,
  conditions: MeasuringConditions,
  noisePx: number,
): Turn[] {
  const { view, skierPx } = conditions;
  return bodies
    .flatMap((body) => findTurns(body, view, { shortestS: shortestTurnS(discipline), skierPx }))
    .filter(({ body, span }) => fallS === null || timeOf(body.motion, span.end) <= fallS)
    .map((turn, i) => measureTurn(turn, i + 1, conditions, noisePx));
}

function leanSeries(
  bodies: readonly Body[],
  frames: readonly SeenFrame[],
  view: ViewEstimate,
  fallS: number | null,
): LeanSeries | null {
  if (view.leftSign === 0 || viewFactor("frontal", view) < 0.5) return null;
  const leans = bodies.map((body) => ({ body, lean: leanDeg(body) }));
  const leanAt = (timeS: number): number | null => {
    if (fallS !== null && timeS > fallS) return null;
    const part = leans.find(
      ({ body }) => timeS >= body.motion.startS - 1e-6 && timeS <= endOf(body.motion) + 1e-6,
    );
    const seenDeg = part ? sampleAt(part.body.motion, part.lean, timeS) : Number.NaN;
    return Number.isFinite(seenDeg) ? roundTo(seenDeg * view.leftSign, 1) : null;
  };
  return {
    timesS: frames.map(({ timeS }) => roundTo(timeS, 3)),
    leanDeg: frames.map(({ timeS }) => leanAt(timeS)),
  };
}
