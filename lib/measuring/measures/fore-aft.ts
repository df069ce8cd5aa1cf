import { distance, mid, tiltDeg } from "@/lib/pose/geometry";
import { median } from "@/lib/pose/statistics";
import { LEAN_JOINTS } from "../signal/body";
import { pointAt } from "../signal/motion";
import { lineErrorDeg, type Measure, over, posed, scoreOver, together } from "./measure";

const foreAft: Measure = (moment) => {
  const { com, feet, torsoPx } = moment.body;
  const { travel } = moment.camera;
  if (travel === 0) return "view";
  return {
    value: median(over(moment.whole, (i) => ((com[i]!.x - feet[i]!.x) * travel) / torsoPx[i]!)),
    plusMinus: moment.noisePx / torsoPx[moment.apex]!,
    score: scoreOver(moment, LEAN_JOINTS, moment.whole),
  };
};

const trunkAgainstShin: Measure = (moment) => {
  const { motion, hips, shoulders, feet } = moment.body;
  const { travel } = moment.camera;
  if (travel === 0) return "view";
  const knees = (i: number) => mid(pointAt(motion, "leftKnee", i), pointAt(motion, "rightKnee", i));
  const angles = over(
    moment.whole,
    (i) => (tiltDeg(hips[i]!, shoulders[i]!) - tiltDeg(feet[i]!, knees(i))) * travel,
  );
  const at = moment.apex;
  return {
    value: median(angles),
    plusMinus: together(
      lineErrorDeg(moment.noisePx, distance(hips[at]!, shoulders[at]!), true),
      lineErrorDeg(moment.noisePx, distance(feet[at]!, knees(at)), true),
    ),
    score: scoreOver(moment, LEAN_JOINTS, moment.whole),
  };
};

export const foreAftMeasures = {
  foreAftT: posed(foreAft),
  trunkShankDeg: posed(trunkAgainstShin),
};
