import type { Turn } from "@/lib/analyses/schema";
import { roundTo } from "@/lib/pose/statistics";
import { measuresOf } from "../measures";
import type { Gate } from "../measures/confidence";
import type { Moment } from "../measures/measure";
import type { Body } from "../signal/body";
import { timeOf } from "../signal/motion";
import type { Camera } from "../view/estimate-view";
import type { FoundTurn } from "./find-turns";
import { leanDeg } from "./lean";
import { phasesOf, usualPhases } from "./phases";

/** A turn as results hold it, with its measures. `index` counts from 1; `noisePx` is one keypoint's standard error. */
export function measureTurn(turn: FoundTurn, index: number, gate: Gate, noisePx: number): Turn {
  const { body, span, lean } = turn;
  const phases = turn.towards === 0 ? usualPhases(span) : phasesOf(lean, span);
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
    measures: measuresOf(moment, gate),
  };
}

/** A photo shows a turn when the skier leans. */
const STILL_LEAN_DEG = 6;

/** A photo's one moment, ready to be measured: which way it leans is seen from everywhere but the side. */
export function stillMoment(body: Body, camera: Camera, noisePx: number): Moment {
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
