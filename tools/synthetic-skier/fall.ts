import { Quaternion, Vector3 } from "three";
import { type BodyPose, midpoint, moved } from "./body";

const GO_DOWN_S = 0.55;
const SLIDE_S = 1.6;

/** Returns the pose after a fall at `fallS`: the skier tips to the inside, rolls and slides to rest. */
export function fallen(
  upright: (timeS: number) => BodyPose,
  fallS: number,
  timeS: number,
  speedMPerS: number,
): BodyPose {
  const start = upright(fallS);
  const since = timeS - fallS;
  const down = ease(Math.min(1, since / GO_DOWN_S));
  const slide = Math.min(1, since / SLIDE_S);
  const travelM = speedMPerS * SLIDE_S * (slide - slide ** 2 / 2);

  const feet = midpoint(start.joints.leftAnkle, start.joints.rightAnkle);
  const body = midpoint(start.joints.leftShoulder, start.joints.rightShoulder).sub(feet);
  const leanRad = Math.atan2(body.x, body.y);
  const side = leanRad >= 0 ? 1 : -1;
  const tip = new Quaternion().setFromAxisAngle(
    new Vector3(0, 0, 1),
    -side * (1.5 - Math.abs(leanRad)) * down,
  );
  const spin = new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), side * 1.9 * ease(slide));
  const turn = spin.multiply(tip);
  const rest = new Vector3(0, 0.1 * down, travelM);
  return moved(
    start,
    (point) => point.clone().sub(feet).applyQuaternion(turn).add(feet).add(rest),
    (direction) => direction.clone().applyQuaternion(turn),
  );
}

const ease = (u: number) => u * u * (3 - 2 * u);
