import type { Turn } from "@/lib/analyses/schema";
import { roundTo } from "@/lib/pose/statistics";
import { measuresOf } from "../measures";
import type { MeasuringConditions } from "../measures/confidence";
import type { MeasureContext } from "../measures/measure";
import type { Body } from "../signal/body";
import { timeOf } from "../signal/motion";
import type { ViewEstimate } from "../view/estimate-view";
import type { FoundTurn } from "./find-turns";
import { leanDeg } from "./lean";
import { assumedPhases, phasesOf } from "./phases";

/** Measures a turn. `index` counts from 1; `noisePx` is the standard error of a keypoint. */
export function measureTurn(
  turn: FoundTurn,
  index: number,
  conditions: MeasuringConditions,
  noisePx: number,
): Turn {
  const { body, span, lean, turnSign, side, switchErrorS, trust } = turn;
  const phases = turnSign === 0 ? assumedPhases(span) : phasesOf(lean, span);
  const context: MeasureContext = {
    body,
    view: conditions.view,
    noisePx,
    lean,
    span: { ...span, ...phases },
    apex: span.apex,
    turnRange: [Math.ceil(span.start), Math.floor(span.end)],
    shapingRange: [Math.ceil(phases.shapingStart), Math.floor(phases.shapingEnd)],
    turnSign,
    side,
    switchErrorS,
    trust,
  };
  const timeS = (position: number) => roundTo(timeOf(body.motion, position), 3);
  return {
    index,
    side,
    startS: timeS(span.start),
    apexS: timeS(span.apex),
    endS: timeS(span.end),
    confidence: turn.confidence,
    measures: measuresOf(context, conditions),
  };
}

const MIN_LEAN_DEG = 6;

/** The context to measure a photo in. Side views do not show to which side a skier leans. */
export function photoContext(body: Body, view: ViewEstimate, noisePx: number): MeasureContext {
  const lean = leanDeg(body);
  const leanNow = lean[0]!;
  const leans = view.facing !== "side" && Math.abs(leanNow) >= MIN_LEAN_DEG;
  const turnSign = leans ? (leanNow > 0 ? 1 : -1) : 0;
  const sideByLean =
    view.leftSign === 0 ? null : turnSign === view.leftSign ? ("left" as const) : ("right" as const);
  return {
    body,
    view,
    noisePx,
    lean,
    span: null,
    apex: 0,
    turnRange: [0, 0],
    shapingRange: [0, 0],
    turnSign,
    side: leans ? sideByLean : null,
    switchErrorS: 0,
    trust: 1,
  };
}
