import { PerspectiveCamera, Vector3 } from "three";
import { midpoint } from "./body";
import type { Skier } from "./skier-motion";

export interface CameraParams {
  /** `follow` travels with the skier; `pan` rotates below the last turns; `fixed` does not move. */
  rig: "follow" | "pan" | "fixed";
  /** Direction from the skier: 0 in front, 90 at the skier's left side, 180 behind. */
  viewDeg: number;
  /** Distance to the skier; for `pan` and `fixed` at the end of the shot. */
  distanceM: number;
  /** Height above the snow. */
  heightM: number;
  /** Height of the moving skier (about 1.5 m); for `pan` without zoom at the end of the shot. */
  skierPx: number;
  /** Incline of the hill; the camera is level. */
  slopeDeg: number;
  /** 1 centers the skier, 0 the fall line. */
  panGain: number;
  /** Vertical position of the skier in the picture: 0 top, 1 bottom. */
  skierAtHeight: number;
  /** Keeps the size of the skier while the distance changes. */
  zoom?: boolean;
  /** Time until which the camera points beside the course. */
  findsSkierS?: number;
}

const RAD = Math.PI / 180;
const MOVING_SKIER_M = 1.5;
const MIDDLE_M = 0.75;

/** Returns the camera of the rendering at a time of a shot. */
export function cameraAt(
  params: CameraParams,
  skier: Skier,
  timeS: number,
  shotS: number,
  picture: { widthPx: number; heightPx: number },
): PerspectiveCamera {
  const subject = subjectAt(skier, params.rig === "fixed" ? shotS : timeS);
  const anchor = params.rig === "follow" ? subject : subjectAt(skier, shotS);
  const view = params.viewDeg * RAD;
  const eye = new Vector3(
    Math.sin(view) * params.distanceM +
      (params.rig === "follow" ? anchor.x * params.panGain * Math.abs(Math.sin(view)) : 0),
    params.heightM,
    anchor.z + Math.cos(view) * params.distanceM,
  );
  const target = new Vector3(subject.x * params.panGain, MIDDLE_M, subject.z);
  if (params.findsSkierS !== undefined) {
    const looking = 1 - ease((timeS - params.findsSkierS) / 0.7);
    target.x += looking * 0.16 * target.distanceTo(eye);
  }

  const zoomM = params.zoom ? eye.distanceTo(target) : params.distanceM;
  const fieldM = (picture.heightPx / params.skierPx) * MOVING_SKIER_M;
  const fovDeg = (2 * Math.atan(fieldM / 2 / zoomM)) / RAD;
  const camera = new PerspectiveCamera(fovDeg, picture.widthPx / picture.heightPx, 0.5, 2000);
  camera.position.copy(eye);
  camera.up.set(0, Math.cos(params.slopeDeg * RAD), -Math.sin(params.slopeDeg * RAD));
  const offsetM = (params.skierAtHeight - 0.5) * (fieldM / zoomM) * eye.distanceTo(target);
  camera.lookAt(target.addScaledVector(camera.up, offsetM));
  camera.updateMatrixWorld(true);
  camera.updateProjectionMatrix();
  return camera;
}

/** Projects a point of the world to pixels of the picture, y down. */
export function project(
  point: Vector3,
  camera: PerspectiveCamera,
  picture: { widthPx: number; heightPx: number },
) {
  const onScreen = point.clone().project(camera);
  return {
    xPx: ((onScreen.x + 1) / 2) * picture.widthPx,
    yPx: ((1 - onScreen.y) / 2) * picture.heightPx,
    inFront: onScreen.z < 1,
  };
}

function subjectAt(skier: Skier, timeS: number): Vector3 {
  const { joints } = skier.poseAt(timeS);
  return midpoint(midpoint(joints.leftHip, joints.rightHip), midpoint(joints.leftAnkle, joints.rightAnkle));
}

const ease = (u: number) => {
  const x = Math.min(1, Math.max(0, u));
  return x * x * (3 - 2 * x);
};
