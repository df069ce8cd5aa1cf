import { Vector3 } from "three";
import { BODY, type BodyPose, bend, type Joints, midpoint, type SkiPose } from "./body";
import { fallen } from "./fall";
import { type SkiingParams, type TurnPhase, turnSignal } from "./turn-signal";

const RAD = Math.PI / 180;
const UP = new Vector3(0, 1, 0);

/** Returns the horizontal direction at an angle from the fall line to the skier's left. */
const towards = (headingRad: number) => new Vector3(Math.sin(headingRad), 0, Math.cos(headingRad));
/** Returns the direction that leans from upright by `sideRad` to the left and by `frontRad` along `front`. */
const leaning = (sideRad: number, frontRad: number, front: Vector3) =>
  new Vector3(Math.sin(sideRad) * Math.cos(frontRad), Math.cos(sideRad) * Math.cos(frontRad), 0)
    .addScaledVector(front, Math.sin(frontRad))
    .normalize();
/** Returns the left axis of a body part that faces `front` with its left end lowered by `tiltRad`. */
const leftAxis = (front: Vector3, tiltRad: number) =>
  new Vector3(front.z, 0, -front.x).multiplyScalar(Math.cos(tiltRad)).addScaledVector(UP, -Math.sin(tiltRad));

export interface Skier {
  poseAt(timeS: number): BodyPose;
  /** The point on the snow between the feet. */
  trackAt(timeS: number): Vector3;
}

/** Returns the amplitude of a sinusoidal path whose centripetal acceleration balances the lean. */
function sway(params: SkiingParams): number {
  const leanRad = ((params.leanLeftDeg + params.leanRightDeg) / 2) * RAD;
  const omega = Math.PI / params.turnS;
  const bodyM = (9.81 * Math.tan(leanRad * 0.85)) / omega ** 2;
  return leanRad < 5 * RAD ? 0 : bodyM + 0.75 * Math.sin(leanRad);
}

/**
 * Returns the skier as a function of time. The trunk leans less than the legs and faces downhill; the inside
 * leg bends more than the outside one; the body flexes at the switch and extends towards the apex.
 */
export function skierMotion(params: SkiingParams): Skier {
  const signal = turnSignal(params);
  const fullLeanDeg = Math.max(5, (params.leanLeftDeg + params.leanRightDeg) / 2);
  const swayM = sway(params);

  const trackAt = (timeS: number) =>
    new Vector3((-swayM * signal(timeS).legLeanDeg) / fullLeanDeg, 0, params.speedMPerS * timeS);
  const headingAt = (timeS: number) => {
    const step = trackAt(timeS + 0.01).sub(trackAt(timeS - 0.01));
    return Math.atan2(step.x, step.z);
  };

  const upright = (timeS: number) => standing(signal(timeS), trackAt(timeS), headingAt(timeS), params);
  const { fallS } = params;
  if (fallS === undefined) return { poseAt: upright, trackAt };
  return {
    trackAt: (timeS) => trackAt(Math.min(timeS, fallS)),
    poseAt: (timeS) => (timeS <= fallS ? upright(timeS) : fallen(upright, fallS, timeS, params.speedMPerS)),
  };
}

function standing(phase: TurnPhase, track: Vector3, headingRad: number, params: SkiingParams): BodyPose {
  const leanRad = phase.legLeanDeg * RAD;
  const insideIsLeft = leanRad > 0;
  const skiFront = towards(headingRad);
  const hipFront = towards(headingRad * 0.55);
  const chestFront = towards(headingRad * 0.2);

  const legDirection = leaning(leanRad, -0.12, skiFront);
  const across = leftAxis(skiFront, 0);
  const stanceHalfM = 0.17 + 0.03 * phase.effort;
  const footOf = (sign: 1 | -1): SkiPose => {
    const inside = insideIsLeft === (sign === 1);
    const lead = (inside ? 0.07 : -0.05) * phase.effort;
    return {
      foot: track
        .clone()
        .addScaledVector(across, sign * stanceHalfM)
        .addScaledVector(skiFront, lead),
      headingRad,
      edgeRad: leanRad * 1.12,
    };
  };
  const skis = { left: footOf(1), right: footOf(-1) };
  // The boot stands square on the edged ski, so the ankle moves towards the turn's center.
  const ankleOf = (ski: SkiPose) =>
    ski.foot.clone().addScaledVector(leaning(leanRad * 0.95, 0.05, skiFront), BODY.ankleM);
  const leftAnkle = ankleOf(skis.left);
  const rightAnkle = ankleOf(skis.right);

  const legM = 0.63 + 0.075 * phase.effort;
  const pelvis = midpoint(leftAnkle, rightAnkle).addScaledVector(legDirection, legM);
  const hipAxis = leftAxis(hipFront, leanRad * 0.42);
  const leftHip = pelvis.clone().addScaledVector(hipAxis, BODY.hipHalfM);
  const rightHip = pelvis.clone().addScaledVector(hipAxis, -BODY.hipHalfM);
  const kneePole = skiFront
    .clone()
    .addScaledVector(across, leanRad * 0.35)
    .addScaledVector(UP, 0.1);
  const leftKnee = bend(leftHip, leftAnkle, BODY.thighM, BODY.shankM, kneePole);
  const rightKnee = bend(rightHip, rightAnkle, BODY.thighM, BODY.shankM, kneePole);

  const trunkLeanRad = leanRad * (1 - params.angulation);
  const trunkDirection = leaning(trunkLeanRad, 0.62 - 0.1 * phase.effort, chestFront);
  const neck = pelvis.clone().addScaledVector(trunkDirection, BODY.trunkM);
  const chestAxis = leftAxis(chestFront, trunkLeanRad * 0.6);
  const leftShoulder = neck.clone().addScaledVector(chestAxis, BODY.shoulderHalfM);
  const rightShoulder = neck.clone().addScaledVector(chestAxis, -BODY.shoulderHalfM);

  const crown = leaning(trunkLeanRad * 0.35, 0.16, chestFront);
  const headCenter = neck.clone().addScaledVector(leaning(trunkLeanRad * 0.7, 0.42, chestFront), BODY.neckM);
  const head = headPoints(headCenter, chestFront, crown);

  const armOf = (sign: 1 | -1, shoulder: Vector3) => {
    const inside = insideIsLeft === (sign === 1);
    const dropM = inside ? params.handDropM * phase.effort : 0;
    const reachM = 0.36 + (inside ? 0.05 : 0) * phase.effort;
    const wrist = shoulder
      .clone()
      .addScaledVector(chestFront, reachM - dropM * 0.35)
      .addScaledVector(chestAxis, sign * (0.17 + 0.02 * phase.swing * sign))
      .addScaledVector(UP, -0.2 - dropM);
    const pole = chestAxis
      .clone()
      .multiplyScalar(sign * 0.7)
      .addScaledVector(UP, -0.85)
      .addScaledVector(chestFront, -0.5);
    const elbow = bend(shoulder, wrist, BODY.upperArmM, BODY.forearmM, pole);
    const hand = wrist
      .clone()
      .sub(elbow)
      .setLength(Math.min(BODY.forearmM, wrist.distanceTo(elbow)));
    return { elbow, wrist: elbow.clone().add(hand) };
  };
  const left = armOf(1, leftShoulder);
  const right = armOf(-1, rightShoulder);
  const poleOf = (sign: 1 | -1) =>
    leaning(trunkLeanRad * 0.5, 0, chestFront)
      .multiplyScalar(-0.75)
      .addScaledVector(skiFront, -0.62)
      .addScaledVector(chestAxis, sign * 0.22)
      .normalize();

  const joints: Joints = {
    ...head,
    leftShoulder,
    rightShoulder,
    leftElbow: left.elbow,
    rightElbow: right.elbow,
    leftWrist: left.wrist,
    rightWrist: right.wrist,
    leftHip,
    rightHip,
    leftKnee,
    rightKnee,
    leftAnkle,
    rightAnkle,
  };
  return { joints, headCenter, gaze: chestFront, crown, skis, poles: { left: poleOf(1), right: poleOf(-1) } };
}

/** Returns nose, eyes and ears at the positions that people label in pictures. */
export function headPoints(center: Vector3, front: Vector3, crown: Vector3) {
  const r = BODY.headRadiusM;
  const left = crown.clone().cross(front).normalize();
  const gaze = left.clone().cross(crown).normalize();
  const at = (frontM: number, leftM: number, upM: number) =>
    center.clone().addScaledVector(gaze, frontM).addScaledVector(left, leftM).addScaledVector(crown, upM);
  return {
    nose: at(r * 1.0, 0, -r * 0.35),
    leftEye: at(r * 0.85, r * 0.34, 0),
    rightEye: at(r * 0.85, -r * 0.34, 0),
    leftEar: at(0, r * 0.95, -r * 0.15),
    rightEar: at(0, -r * 0.95, -r * 0.15),
  };
}
