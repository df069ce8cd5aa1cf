import type { Pose, Region } from "@/lib/pose/ports";
import { bodyBox, bodySizePx } from "./body-shape";

const SIDE_PER_SIZE = 1.55;
const MIN_SIDE_PX = 24;
const GROWTH = 1.08;

export interface Velocity {
  dxPx: number;
  dyPx: number;
}

export function regionAround(pose: Pose): Region {
  const { center } = bodyBox(pose);
  const sidePx = Math.max(MIN_SIDE_PX, bodySizePx(pose) * SIDE_PER_SIZE);
  return { centreXPx: center.xPx, centreYPx: center.yPx, sidePx, rollRad: 0 };
}

/**
 * The crop for the next frame. It is not rotated with the lean, which doubled the jitter of MoveNet's joints.
 */
export function nextRegion(last: Region, pose: Pose, velocity: Velocity): Region {
  const { center } = bodyBox(pose);
  return {
    centreXPx: center.xPx + velocity.dxPx,
    centreYPx: center.yPx + velocity.dyPx,
    sidePx: Math.max(MIN_SIDE_PX, (last.sidePx + bodySizePx(pose) * SIDE_PER_SIZE) / 2),
    rollRad: 0,
  };
}

export function widerRegion(last: Region, velocity: Velocity): Region {
  return {
    centreXPx: last.centreXPx + velocity.dxPx,
    centreYPx: last.centreYPx + velocity.dyPx,
    sidePx: last.sidePx * GROWTH,
    rollRad: 0,
  };
}

export function overlapsPicture(region: Region, widthPx: number, heightPx: number): boolean {
  const half = region.sidePx / 2;
  return (
    region.centreXPx > -half / 2 &&
    region.centreXPx < widthPx + half / 2 &&
    region.centreYPx > -half / 2 &&
    region.centreYPx < heightPx + half / 2
  );
}
