import { flexionDeg, tiltDeg } from "./geometry";
import { type KeypointArray, keypointUp, middleOf } from "./keypoints";
import type { Side } from "./skeleton";

/** Returns the tilt from the ankles to the shoulders in degrees, positive to the right of the picture. */
export const bodyTiltDeg = (points: KeypointArray): number =>
  tiltDeg(middleOf(points, "Ankle"), middleOf(points, "Shoulder"));

export function meanKneeFlexionDeg(points: KeypointArray): number {
  const flexion = (side: Side) =>
    flexionDeg(
      keypointUp(points, `${side}Hip`),
      keypointUp(points, `${side}Knee`),
      keypointUp(points, `${side}Ankle`),
    );
  return (flexion("left") + flexion("right")) / 2;
}
