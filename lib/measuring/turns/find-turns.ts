import { clamp, mean, roundTo } from "@/lib/pose/statistics";
import { scoreFactor } from "../measures/confidence";
import { straightnessDeg } from "../measures/joint-flexion";
import { type Body, LEAN_JOINTS, otherSide, type Side } from "../signal/body";
import { meanScore } from "../signal/motion";
import { type Camera, nearSide } from "../view/estimate-view";
import { centred, leanDeg, sidewaysT } from "./lean";
import { segmentTurns, type TurnSpan } from "./segment-turns";

/** A turn with both its switches seen. */
export interface FoundTurn {
  body: Body;
  lean: Float64Array;
  span: TurnSpan;
  /** Which way the turn's centre lies in the picture: 1 right, -1 left; 0 where that cannot be seen. */
  towards: -1 | 0 | 1;
  side: Side | null;
  confidence: number;
  /** How surely the way of finding works at all, 0..1. */
  trust: number;
  switchErrorS: number;
}

/** Hysteresis on the centre of mass beside the feet, in torso lengths, and the least lean of a turn. */
const SIDEWAYS_HYSTERESIS_T = 0.05;
const LEAST_LEAN_DEG = 6;
/** From the side: how far the nearer knee goes to either side of its middle before it can be told from noise, and in a turn. */
const KNEE_HYSTERESIS_DEG = 3;
const LEAST_KNEE_SWING_DEG = 6;

/** What a switch errs by: a careful eye and the lean's zero crossing differ by 0.03 s on real footage. */
const SWITCH_ERROR_S = { lean: 0.03, obliqueLean: 0.06, knee: 0.2 } as const;
const WAY_TRUST = { lean: 1, obliqueLean: 0.75, knee: 0.65 } as const;
type Way = keyof typeof WAY_TRUST;

/** Turns of small skiers are unsure: sure from this height on. */
const SURE_FROM_PX = 150;

interface Options {
  shortestS: number;
  skierPx: number;
}

/**
 * Finds the turns of one stretch by what the camera's direction shows: from the front or back by the lean; oblique by the
 * lean round its own middle, because leaning forwards shifts it; from the side by the knee nearer to the camera, which is the straighter one while it is the outside knee. The far leg
 * is hidden too often to help.
 */
export function findTurns(body: Body, camera: Camera, options: Options): FoundTurn[] {
  const lean = leanDeg(body);
  const found = (
    way: Way,
    spans: TurnSpan[],
    sideOf: (span: TurnSpan) => Pick<FoundTurn, "towards" | "side">,
  ) =>
    spans.map((span): FoundTurn => {
      const trust = WAY_TRUST[way] * clamp(options.skierPx / SURE_FROM_PX, 0.3, 1);
      const score = meanScore(body.motion, LEAN_JOINTS, Math.ceil(span.start), Math.floor(span.end));
      return {
        body,
        lean,
        span,
        ...sideOf(span),
        trust,
        confidence: roundTo(clamp(trust * scoreFactor(score), 0, 1), 2),
        switchErrorS: Math.max(SWITCH_ERROR_S[way], 0.5 / body.motion.rateHz),
      };
    });

  if (camera.facing !== "side") {
    const frontal = camera.facing === "front" || camera.facing === "back";
    const spans = spansByLean(body, lean, frontal, options);
    return found(frontal ? "lean" : "obliqueLean", spans, ({ sign }) => ({
      towards: sign,
      side: camera.leftIs === 0 ? null : sign === camera.leftIs ? "left" : "right",
    }));
  }
  const near = nearSide(camera);
  return near === null
    ? []
    : found("knee", spansByKnee(body, near, options), ({ sign }) => ({
        towards: 0,
        side: sign > 0 ? otherSide(near) : near,
      }));
}

function spansByLean(body: Body, lean: Float64Array, frontal: boolean, { shortestS }: Options): TurnSpan[] {
  const sideways = sidewaysT(body);
  const spans = segmentTurns(frontal ? sideways : centred(sideways), frontal ? lean : centred(lean), {
    rateHz: body.motion.rateHz,
    hysteresis: SIDEWAYS_HYSTERESIS_T,
    shortestS,
    weakest: LEAST_LEAN_DEG,
  });
  return frontal ? spans : evenedOut(spans, body.motion.count);
}

function spansByKnee(body: Body, near: Side, { shortestS }: Options): TurnSpan[] {
  const straightness = centred(straightnessDeg(body, near));
  const spans = segmentTurns(straightness, straightness, {
    rateHz: body.motion.rateHz,
    hysteresis: KNEE_HYSTERESIS_DEG,
    shortestS,
    weakest: LEAST_KNEE_SWING_DEG,
  });
  return evenedOut(spans, body.motion.count);
}

/**
 * Round the middle of its range a signal passes the middle before or after the switch, always to the same side's cost.
 * Left and right turns are taken to be equally long together, and every switch moved by as much as that needs. Without
 * a whole turn to each side the middle of the range means nothing, and there are no turns.
 */
function evenedOut(spans: TurnSpan[], count: number): TurnSpan[] {
  const lengths = (sign: 1 | -1) =>
    spans.filter((span) => span.sign === sign).map(({ start, end }) => end - start);
  const shift = (mean(lengths(1)) - mean(lengths(-1))) / 4;
  const most = Math.min(...lengths(1), ...lengths(-1)) / 3;
  if (!Number.isFinite(shift)) return [];
  if (Math.abs(shift) > most) return spans;
  return spans.map((span) => ({
    ...span,
    start: Math.max(0, span.start + span.sign * shift),
    end: Math.min(count - 1, span.end - span.sign * shift),
  }));
}
