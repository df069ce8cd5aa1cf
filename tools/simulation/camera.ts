import { pelvisOf, type SimulatedSkier } from "./joints";
import type { Random } from "./random";
import { add, cross, dot, scale, subtract, unit, type Vec } from "./vector";

const RAD = Math.PI / 180;
const DEG = 180 / Math.PI;

/** Where the camera stands and how it is held. Angles in degrees. */
export interface CameraPlacement {
  /** Around the skier: 0 in front, 180 behind, + to the skier's left; at the end of the clip. */
  yawDeg: number;
  /** Above the plane of the slope, seen from the skier. */
  elevationDeg: number;
  rollDeg: number;
  slopeDeg: number;
  distanceM: number;
  /** A standing camera turns after the skier; the other one travels along. */
  standing: boolean;
  /** Height of a skier of 1.5 m in the picture. */
  skierPx: number;
  /** A standing camera that keeps the size of the skier. */
  zooms: boolean;
  /** Amplitude of the roll of a hand-held camera, degrees. */
  shakeDeg: number;
}

/** Draws a placement from which people film. */
export function drawPlacement(random: Random, options: Partial<CameraPlacement> = {}): CameraPlacement {
  const distanceM = random.between(8, 40);
  const offAxis = random.chance(0.35) ? random.normal(18) : random.between(-90, 90);
  const around = random.chance(0.35) ? 180 + offAxis : offAxis;
  const onFoot = Math.atan(random.between(0.8, 2.2) / distanceM) * DEG;
  return {
    yawDeg: signedDeg(around),
    elevationDeg: random.chance(0.7) ? onFoot : random.between(-10, 25),
    rollDeg: Math.max(-8, Math.min(8, random.normal(3))),
    slopeDeg: random.between(5, 28),
    distanceM,
    standing: random.chance(0.5),
    skierPx: random.between(120, 600),
    zooms: random.chance(0.6),
    shakeDeg: random.between(0, 0.6),
    ...options,
  };
}

/** An angle in -180..180. */
export const signedDeg = (deg: number): number => ((((deg + 180) % 360) + 360) % 360) - 180;

/** The camera at one moment. */
export interface CameraView {
  /** Around the skier at this moment, degrees. */
  yawDeg: number;
  rollDeg: number;
  /** A point of the world in pixels of the picture, y down, relative to the picture's centre. */
  project(point: Vec): readonly [xPx: number, yPx: number];
}

/** Returns the camera's view over time; `tremor` is the roll of the hand at a time. */
export function cameraOf(
  placement: CameraPlacement,
  skier: SimulatedSkier,
  clipS: number,
  tremor: (timeS: number) => number,
) {
  const gravityUp: Vec = [0, Math.cos(placement.slopeDeg * RAD), -Math.sin(placement.slopeDeg * RAD)];
  const yaw = placement.yawDeg * RAD;
  const elevation = placement.elevationDeg * RAD;
  const offset = scale(
    [Math.sin(yaw) * Math.cos(elevation), Math.sin(elevation), Math.cos(yaw) * Math.cos(elevation)],
    placement.distanceM,
  );
  const anchor = pelvisOf(skier.jointsAt(clipS));
  const line: Vec = [0, anchor[1], anchor[2]];

  return (timeS: number): CameraView => {
    const pelvis = pelvisOf(skier.jointsAt(timeS));
    const eye = placement.standing ? add(line, offset) : add([pelvis[0] * 0.7, 0.8, pelvis[2]], offset);
    const away = subtract(eye, pelvis);
    const distanceM = Math.hypot(...away);
    const forward = unit(scale(away, -1));
    const right = unit(cross(forward, gravityUp));
    const up = cross(right, forward);
    const focal =
      (placement.skierPx / 1.5) * (placement.zooms || !placement.standing ? distanceM : placement.distanceM);
    const rollDeg = placement.rollDeg + tremor(timeS);
    const cos = Math.cos(rollDeg * RAD);
    const sin = Math.sin(rollDeg * RAD);
    return {
      yawDeg: Math.atan2(away[0], away[2]) * DEG,
      rollDeg,
      project(point) {
        const from = subtract(point, eye);
        const depth = dot(from, forward);
        const x = (focal * dot(from, right)) / depth;
        const y = (-focal * dot(from, up)) / depth;
        return [x * cos - y * sin, x * sin + y * cos];
      },
    };
  };
}
