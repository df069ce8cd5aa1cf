import { bentJoint, faceOf, type SimulatedSkier, type SkierOptions, type WorldJoints } from "./joints";
import type { Random } from "./random";
import { drawRhythm, type RhythmPhase } from "./rhythm";
import { add, along, middle, scale, unit, type Vec } from "./vector";

const RAD = Math.PI / 180;
const UP: Vec = [0, 1, 0];
const GRAVITY = 9.81;

/** A horizontal direction turned from the fall line to the skier's left. */
const headed = (rad: number): Vec => [Math.sin(rad), 0, Math.cos(rad)];
/** A direction that leans `sideRad` to the left and `frontRad` forwards along `front`. */
const leaning = (sideRad: number, frontRad: number, front: Vec): Vec =>
  unit(
    along(
      [Math.sin(sideRad) * Math.cos(frontRad), Math.cos(sideRad) * Math.cos(frontRad), 0],
      front,
      Math.sin(frontRad),
    ),
  );
/** The left-right axis of a body part that faces `front` and tips its left end down by `tiltRad`. */
const leftAxis = (front: Vec, tiltRad: number): Vec =>
  along(scale([front[2], 0, -front[0]], Math.cos(tiltRad)), UP, -Math.sin(tiltRad));

/** A slow variation of one joint, independent of the others. */
type JointVariation = (timeS: number) => number;

function drawVariation(random: Random, turnS: number, deviation: number): JointVariation {
  const parts = [1, 2, 3].map((harmonic) => ({
    hz: (harmonic * random.between(0.3, 0.7)) / turnS,
    phase: random.between(0, 2 * Math.PI),
    size: random.normal(deviation / harmonic),
  }));
  return (timeS) =>
    parts.reduce((sum, { hz, phase, size }) => sum + size * Math.sin(2 * Math.PI * hz * timeS + phase), 0);
}

function drawBody(random: Random) {
  const size = random.between(0.82, 1.12);
  const part = (m: number, spread = 0.08) => m * size * (1 + random.between(-spread, spread));
  return {
    hipHalfM: part(0.12, 0.2),
    shoulderHalfM: part(0.185, 0.15),
    thighM: part(0.42),
    shankM: part(0.42),
    trunkM: part(0.49, 0.1),
    upperArmM: part(0.29),
    forearmM: part(0.26),
    neckM: part(0.2, 0.15),
    headRadiusM: part(0.115, 0.1),
    ankleM: part(0.15, 0.3),
    size,
  };
}

function drawTechnique(random: Random, options: SkierOptions) {
  const dropSide = random.chance(0.5) ? "left" : "right";
  return {
    angulation: random.between(0.05, 0.68),
    angulationDifference: random.chance(0.5) ? 0 : random.normal(0.1),
    trunkForwardRad: random.between(0.2, 1.05),
    trunkEffort: random.between(-0.2, 0.2),
    legForwardRad: random.between(-0.3, 0.14),
    hipFollow: random.between(0, 1),
    chestFollow: random.between(-0.1, 0.9),
    hipTilt: random.between(0.1, 0.75),
    shoulderTilt: random.between(0.2, 1.1),
    legShare: random.between(0.6, 0.86),
    legEffort: random.between(-0.02, 0.12),
    insideBend: random.between(0, 0.05),
    stanceHalfM: random.between(0.08, 0.26),
    stanceEffort: random.between(-0.02, 0.06),
    leadM: random.between(-0.02, 0.14),
    kneeIn: random.between(-0.1, 0.8),
    handForwardM: random.between(0.1, 0.5),
    handOutM: random.between(0.05, 0.32),
    handDownM: random.between(-0.02, 0.4),
    handDrop: options.handDrop ?? {
      side: dropSide as "left" | "right",
      depthM: random.chance(0.3) ? random.between(0.1, 0.4) : 0,
    },
    headForwardRad: random.between(0.1, 0.7),
    headingSize: random.between(0.3, 1.4),
  };
}

/**
 * Draws a skier: the legs lean into the turn, the trunk follows less, the inside leg is shorter because both
 * skis stay on the snow, and every joint varies independently.
 */
export function drawSkier(random: Random, options: SkierOptions = {}): SimulatedSkier {
  const { turnS, phaseAt } = drawRhythm(random, options);
  const body = drawBody(random);
  const technique = drawTechnique(random, options);
  const meanLeanRad = Math.abs(phaseAt(turnS * 0.5).legLeanDeg) * RAD || 0.3;
  const swayM =
    (technique.headingSize * GRAVITY * Math.tan(Math.min(1, meanLeanRad))) / (Math.PI / turnS) ** 2;
  const speedMPerS = random.between(4, 18);
  const variation = (deviation: number) => drawVariation(random, turnS, deviation);
  const vary = {
    trunkSide: variation(3 * RAD),
    trunkFront: variation(4 * RAD),
    hipTilt: variation(2 * RAD),
    shoulderTilt: variation(3 * RAD),
    legM: variation(0.015),
    legFront: variation(2 * RAD),
    stance: variation(0.015),
    head: variation(4 * RAD),
    hands: [variation(0.04), variation(0.04), variation(0.04), variation(0.04)] as const,
  };
  const sizeDeg = Math.max(5, meanLeanRad / RAD);

  const trackAt = (timeS: number): Vec => [
    (-swayM * phaseAt(timeS).legLeanDeg) / sizeDeg,
    0,
    speedMPerS * timeS,
  ];
  const headingAt = (timeS: number): number => {
    const before = trackAt(timeS - 0.01);
    const after = trackAt(timeS + 0.01);
    return Math.atan2(after[0] - before[0], after[2] - before[2]);
  };

  const feetAt = (timeS: number, phase: RhythmPhase, headingRad: number) => {
    const leanRad = phase.legLeanDeg * RAD;
    const front = headed(headingRad);
    const across = leftAxis(front, 0);
    const half = technique.stanceHalfM + technique.stanceEffort * phase.effort + vary.stance(timeS);
    const ankle = (sign: 1 | -1): Vec => {
      const inside = leanRad > 0 === (sign === 1);
      const lead = (inside ? 1 : -0.7) * technique.leadM * phase.effort;
      const foot = along(along(trackAt(timeS), across, sign * Math.max(0.05, half)), front, lead);
      return along(foot, leaning(leanRad * 0.95, 0.05, front), body.ankleM);
    };
    return { leanRad, front, across, leftAnkle: ankle(1), rightAnkle: ankle(-1) };
  };

  return {
    jointsAt(timeS): WorldJoints {
      const phase = phaseAt(timeS);
      const headingRad = headingAt(timeS);
      const { leanRad, front, across, leftAnkle, rightAnkle } = feetAt(timeS, phase, headingRad);
      const hipFront = headed(headingRad * technique.hipFollow);
      const chestFront = headed(headingRad * technique.chestFollow);
      const toLeft = leanRad > 0;

      const legM =
        (body.thighM + body.shankM) *
          Math.min(0.985, technique.legShare + technique.legEffort * phase.effort) +
        vary.legM(timeS);
      const legDirection = leaning(leanRad, technique.legForwardRad + vary.legFront(timeS), front);
      const pelvis = along(middle(leftAnkle, rightAnkle), legDirection, legM);
      const hipAxis = leftAxis(hipFront, leanRad * technique.hipTilt + vary.hipTilt(timeS));
      const leftHip = along(pelvis, hipAxis, body.hipHalfM);
      const rightHip = along(pelvis, hipAxis, -body.hipHalfM);
      const kneePole = (sign: 1 | -1): Vec =>
        add(
          add(front, scale(across, leanRad * technique.kneeIn * (toLeft === (sign === 1) ? 0.7 : 1))),
          scale(UP, 0.1),
        );
      const knee = (sign: 1 | -1, hip: Vec, ankle: Vec) =>
        bentJoint(hip, ankle, body.thighM, body.shankM, kneePole(sign));

      const sideShare = 1 - technique.angulation - (toLeft ? 1 : -1) * (technique.angulationDifference / 2);
      const trunkSideRad = leanRad * sideShare + vary.trunkSide(timeS);
      const trunkFrontRad =
        technique.trunkForwardRad + technique.trunkEffort * phase.effort + vary.trunkFront(timeS);
      const neck = along(pelvis, leaning(trunkSideRad, trunkFrontRad, chestFront), body.trunkM);
      const chestAxis = leftAxis(
        chestFront,
        trunkSideRad * technique.shoulderTilt + vary.shoulderTilt(timeS),
      );
      const leftShoulder = along(neck, chestAxis, body.shoulderHalfM);
      const rightShoulder = along(neck, chestAxis, -body.shoulderHalfM);

      const headCentre = along(
        neck,
        leaning(trunkSideRad * 0.6, technique.headForwardRad + vary.head(timeS), chestFront),
        body.neckM,
      );
      const crown = leaning(trunkSideRad * 0.35, 0.16 + vary.head(timeS), chestFront);

      const arm = (sign: 1 | -1, shoulder: Vec) => {
        const inside = toLeft === (sign === 1);
        const dropping = inside && (technique.handDrop.side === "left") === toLeft;
        const dropM = dropping ? technique.handDrop.depthM * phase.effort : 0;
        const index = sign === 1 ? 0 : 2;
        const wished = along(
          along(
            along(shoulder, chestFront, technique.handForwardM - dropM * 0.3),
            chestAxis,
            sign * technique.handOutM + vary.hands[index](timeS),
          ),
          UP,
          -technique.handDownM - dropM + vary.hands[(index + 1) as 1 | 3](timeS),
        );
        const pole = add(add(scale(chestAxis, sign * 0.7), scale(UP, -0.85)), scale(chestFront, -0.5));
        const elbow = bentJoint(shoulder, wished, body.upperArmM, body.forearmM, pole);
        const hand = [wished[0] - elbow[0], wished[1] - elbow[1], wished[2] - elbow[2]] as const;
        return { elbow, wrist: along(elbow, unit(hand), body.forearmM) };
      };
      const left = arm(1, leftShoulder);
      const right = arm(-1, rightShoulder);

      return {
        ...faceOf(headCentre, chestFront, crown, body.headRadiusM),
        leftShoulder,
        rightShoulder,
        leftElbow: left.elbow,
        rightElbow: right.elbow,
        leftWrist: left.wrist,
        rightWrist: right.wrist,
        leftHip,
        rightHip,
        leftKnee: knee(1, leftHip, leftAnkle),
        rightKnee: knee(-1, rightHip, rightAnkle),
        leftAnkle,
        rightAnkle,
      };
    },
  };
}
