import { oppositeSide, type Side } from "@/lib/pose/skeleton";
import { clamp, mean, roundTo } from "@/lib/pose/statistics";
import { scoreFactor } from "../measures/confidence";
import { straightnessDeg } from "../measures/joint-flexion";
import { type Body, LEAN_JOINTS } from "../signal/body";
import { meanScore } from "../signal/motion";
import { nearSide, type ViewEstimate } from "../view/estimate-view";
import { centered, leanDeg, sidewaysT } from "./lean";
import { segmentTurns, type TurnSpan } from "./segment-turns";

export interface FoundTurn {
  body: Body;
  lean: Float64Array;
  span: TurnSpan;
  /** The side of the picture on which the turn's center is: 1 right, -1 left, 0 where it is not seen. */
  turnSign: -1 | 0 | 1;
  side: Side | null;
  confidence: number;
  trust: number;
  switchErrorS: number;
}

/** Hysteresis of the center of mass beside the feet in torso lengths, and the smallest lean of a turn. */
const SIDEWAYS_HYSTERESIS_T = 0.05;
const MIN_LEAN_DEG = 6;
const KNEE_HYSTERESIS_DEG = 3;
const MIN_KNEE_SWING_DEG = 6;

/**
 * Standard error of a switch; a careful manual annotation and the zero crossing of the lean differ by 0.03 s.
 */
const SWITCH_ERROR_S = { lean: 0.03, obliqueLean: 0.06, knee: 0.2 } as const;
const METHOD_TRUST = { lean: 1, obliqueLean: 0.75, knee: 0.65 } as const;
type TurnMethod = keyof typeof METHOD_TRUST;

const RELIABLE_FROM_PX = 150;

interface FindTurnsOptions {
  shortestS: number;
  skierPx: number;
}

/**
 * Finds turns by the lean in frontal views, by the centered lean in oblique views, and by the flexion of the
 * nearer knee from the side, where the outside knee is straighter.
 */
export function findTurns(body: Body, view: ViewEstimate, options: FindTurnsOptions): FoundTurn[] {
  const lean = leanDeg(body);
  const found = (
    method: TurnMethod,
    spans: TurnSpan[],
    sideOf: (span: TurnSpan) => Pick<FoundTurn, "turnSign" | "side">,
  ) =>
    spans.map((span): FoundTurn => {
      const trust = METHOD_TRUST[method] * clamp(options.skierPx / RELIABLE_FROM_PX, 0.3, 1);
      const score = meanScore(body.motion, LEAN_JOINTS, Math.ceil(span.start), Math.floor(span.end));
      return {
        body,
        lean,
        span,
        ...sideOf(span),
        trust,
        confidence: roundTo(clamp(trust * scoreFactor(score), 0, 1), 2),
        switchErrorS: Math.max(SWITCH_ERROR_S[method], 0.5 / body.motion.rateHz),
      };
    });

  if (view.facing !== "side") {
    const frontal = view.facing === "front" || view.facing === "back";
    const spans = spansByLean(body, lean, frontal, options);
    return found(frontal ? "lean" : "obliqueLean", spans, ({ sign }) => ({
      turnSign: sign,
      side: view.leftSign === 0 ? null : sign === view.leftSign ? "left" : "right",
    }));
  }
  const near = nearSide(view);
  return near === null
    ? []
    : found("knee", spansByKnee(body, near, options), ({ sign }) => ({
        turnSign: 0,
        side: sign > 0 ? oppositeSide(near) : near,
      }));
}

function spansByLean(
  body: Body,
  lean: Float64Array,
  frontal: boolean,
  { shortestS }: FindTurnsOptions,
): TurnSpan[] {
  const sideways = sidewaysT(body);
  const spans = segmentTurns(frontal ? sideways : centered(sideways), frontal ? lean : centered(lean), {
    rateHz: body.motion.rateHz,
    hysteresis: SIDEWAYS_HYSTERESIS_T,
    shortestS,
    minStrength: MIN_LEAN_DEG,
  });
  return frontal ? spans : equalized(spans, body.motion.count);
}

function spansByKnee(body: Body, near: Side, { shortestS }: FindTurnsOptions): TurnSpan[] {
  const straightness = centered(straightnessDeg(body, near));
  const spans = segmentTurns(straightness, straightness, {
    rateHz: body.motion.rateHz,
    hysteresis: KNEE_HYSTERESIS_DEG,
    shortestS,
    minStrength: MIN_KNEE_SWING_DEG,
  });
  return equalized(spans, body.motion.count);
}

/**
 * Moves the switches of a centered signal so that left and right turns are equally long on average. Returns
 * no turns without a complete turn to each side, because the middle of the range is then arbitrary.
 */
function equalized(spans: TurnSpan[], count: number): TurnSpan[] {
  const lengths = (sign: 1 | -1) =>
    spans.filter((span) => span.sign === sign).map(({ start, end }) => end - start);
  const shift = (mean(lengths(1)) - mean(lengths(-1))) / 4;
  const maxShift = Math.min(...lengths(1), ...lengths(-1)) / 3;
  if (!Number.isFinite(shift)) return [];
  if (Math.abs(shift) > maxShift) return spans;
  return spans.map((span) => ({
    ...span,
    start: Math.max(0, span.start + span.sign * shift),
    end: Math.min(count - 1, span.end - span.sign * shift),
  }));
}
