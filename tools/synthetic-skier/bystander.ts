import { Vector3 } from "three";
import { BODY, type BodyPose, bend } from "./body";
import { headPoints } from "./skier-motion";

/** Returns the pose of a person who stands on the snow, faces downhill and sways slightly. */
export function bystanderPose(place: Vector3, timeS: number): BodyPose {
  const swayM = 0.015 * Math.sin(timeS * 1.3 + place.x);
  const front = new Vector3(0, 0, 1);
  const up = new Vector3(0, 1, 0);
  const at = (leftM: number, upM: number, frontM = 0) =>
    new Vector3(place.x + leftM + swayM * upM, place.y + upM, place.z + frontM);
  const [leftAnkle, rightAnkle] = [at(0.13, 0.1), at(-0.13, 0.1)];
  const [leftHip, rightHip] = [at(0.12, 0.92), at(-0.12, 0.92)];
  const [leftShoulder, rightShoulder] = [at(0.2, 1.43), at(-0.2, 1.43)];
  const [leftWrist, rightWrist] = [at(0.3, 0.93, 0.1), at(-0.28, 0.95, 0.12)];
  const back = front.clone().negate();
  const headCenter = at(0, 1.65, 0.03);
  return {
    joints: {
      ...headPoints(headCenter, front, up),
      leftShoulder,
      rightShoulder,
      leftElbow: bend(leftShoulder, leftWrist, BODY.upperArmM, BODY.forearmM, back),
      rightElbow: bend(rightShoulder, rightWrist, BODY.upperArmM, BODY.forearmM, back),
      leftWrist,
      rightWrist,
      leftHip,
      rightHip,
      leftKnee: bend(leftHip, leftAnkle, BODY.thighM, BODY.shankM, front),
      rightKnee: bend(rightHip, rightAnkle, BODY.thighM, BODY.shankM, front),
      leftAnkle,
      rightAnkle,
    },
    headCenter,
    gaze: front,
    crown: up,
    skis: {
      left: { foot: at(0.13, 0), headingRad: 0.1, edgeRad: 0 },
      right: { foot: at(-0.13, 0), headingRad: -0.1, edgeRad: 0 },
    },
    poles: { left: up.clone().negate(), right: up.clone().negate() },
  };
}
