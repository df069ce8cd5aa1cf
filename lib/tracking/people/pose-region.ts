import type { Pose, Region } from "@/lib/pose/ports";
import { bodyBox, bodySizePx } from "./body-shape";

/** Side of the crop in sizes of the skier: room for the motion until the next frame. */
const SIDE_PER_SIZE = 1.55;
const MIN_SIDE_PX = 24;
/** Growth of the crop with every frame in which the skier is not seen. */
const GROWTH = 1.08;

/** Motion in pixels a frame. */
export interface Velocity {
  dxPx: number;
  dyPx: number;
}

/** The crop around a detected person. */
export function regionAround(pose: Pose): Region {
  const { center } = bodyBox(pose);
  const sidePx = Math.max(MIN_SIDE_PX, bodySizePx(pose) * SIDE_PER_SIZE);
  return { centreXPx: center.xPx, centreYPx: center.yPx, sidePx, rollRad: 0 };
}

/**
 * The crop for the next frame: around the pose, moved by its velocity. It stays upright: turned with the body's lean,
 * MoveNet's joints were half as steady again, on real skiing and on the synthetic skier.
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

/** The crop after a frame in which the skier was not seen: moved on and wider. */
export function widerRegion(last: Region, velocity: Velocity): Region {
  return {
    centreXPx: last.centreXPx + velocity.dxPx,
    centreYPx: last.centreYPx + velocity.dyPx,
    sidePx: last.sidePx * GROWTH,
    rollRad: 0,
  };
}

/** Reports whether at least a quarter of the crop's width and height lies in the picture. */
export function overlapsPicture(region: Region, widthPx: number, heightPx: number): boolean {
  const half = region.sidePx / 2;
  return (
    region.centreXPx > -half / 2 &&
    region.centreXPx < widthPx + half / 2 &&
    region.centreYPx > -half / 2 &&
    region.centreYPx < heightPx + half / 2
  );
}
