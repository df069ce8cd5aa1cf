import { mid } from "@/lib/pose/geometry";
import type { KeypointName } from "@/lib/pose/skeleton";
import { deviation, mean } from "@/lib/pose/statistics";
import { headAt, jointOf, LEAN_JOINTS } from "../signal/body";
import { pointAt } from "../signal/motion";
import { nearSide } from "../view/estimate-view";
import { legsOf, type Measure, type Moment, moving, over, posed, scoreOver, together } from "./measure";

const WRISTS: readonly KeypointName[] = ["leftWrist", "rightWrist"];
const HEAD: readonly KeypointName[] = ["nose", "leftEar", "rightEar"];

/** Standard error of a height in torso lengths, for one keypoint against the middle of the hips. */
const heightError = (moment: Moment): number =>
  together(moment.noisePx, moment.noisePx / Math.SQRT2) / moment.body.torsoPx[moment.apex]!;

const handHeight: Measure = (moment) => {
  const { motion, hips, torsoPx } = moment.body;
  const heights = over(moment.whole, (i) => {
    const hands = mid(pointAt(motion, "leftWrist", i), pointAt(motion, "rightWrist", i));
    return (hands.y - hips[i]!.y) / torsoPx[i]!;
  });
  return {
    value: mean(heights),
    plusMinus: moment.noisePx / moment.body.torsoPx[moment.apex]!,
    score: scoreOver(moment, WRISTS, moment.whole),
  };
};

/** The largest fall from an earlier height to a later one. */
function largestDrop(heights: readonly number[]): number {
  let highest = Number.NaN;
  let drop = Number.NaN;
  for (const height of heights) {
    if (!Number.isFinite(height)) continue;
    highest = Number.isNaN(highest) ? height : Math.max(highest, height);
    drop = Number.isNaN(drop) ? highest - height : Math.max(drop, highest - height);
  }
  return drop;
}

/** From the side only the nearer hand is seen: the farther one swings behind the trunk. */
const insideHandDrop: Measure = (moment) => {
  const legs = legsOf(moment);
  if (!legs) return "side";
  const near = nearSide(moment.camera);
  if (moment.camera.facing === "side" && legs.inside !== near) return "view";
  const wrist = jointOf(legs.inside, "Wrist");
  const { motion, hips, torsoPx } = moment.body;
  const heights = over(moment.shaping, (i) => (pointAt(motion, wrist, i).y - hips[i]!.y) / torsoPx[i]!);
  return {
    value: largestDrop(heights),
    plusMinus: heightError(moment),
    score: scoreOver(moment, [wrist], moment.shaping),
  };
};

const headSway: Measure = (moment) => {
  const { motion, hips, torsoPx } = moment.body;
  const places = over(moment.whole, (i) => (headAt(motion, i).x - hips[i]!.x) / torsoPx[i]!);
  return {
    value: deviation(places),
    plusMinus: heightError(moment) / Math.SQRT2,
    score: scoreOver(moment, HEAD, moment.whole),
  };
};

const verticalTravel: Measure = (moment) => {
  const { com, feet, torsoPx } = moment.body;
  const heights = over(moment.whole, (i) => (com[i]!.y - feet[i]!.y) / torsoPx[i]!).filter(Number.isFinite);
  return {
    value: heights.length > 0 ? Math.max(...heights) - Math.min(...heights) : Number.NaN,
    plusMinus: (Math.SQRT2 * moment.noisePx) / moment.body.torsoPx[moment.apex]!,
    score: scoreOver(moment, LEAN_JOINTS, moment.whole),
  };
};

export const upperBodyMeasures = {
  handHeightT: posed(handHeight),
  insideHandDropT: moving(insideHandDrop),
  headSwayT: moving(headSway),
  verticalTravelT: moving(verticalTravel),
};
