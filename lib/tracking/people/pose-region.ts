import type { Pose, Region } from "@/lib/pose/ports";
import { extent } from "./pose-shape";

/** The crop's side in extents of the skier: room for the next frame's motion, and little else. */
const ROOM = 1.55;
const MIN_SIDE_PX = 24;
/** Growth of the crop with every frame in which the skier was not seen. */
const GROWTH = 1.08;

/** The crop around a person just detected. */
export function regionAround(pose: Pose): Region {
  const { xPx, yPx, sizePx } = extent(pose);
  return { centreXPx: xPx, centreYPx: yPx, sidePx: Math.max(MIN_SIDE_PX, sizePx * ROOM), rollRad: 0 };
}

/**
 * The crop for the next frame: around the pose, moved on by its velocity (pixels a frame), its side half-way between the
 * last one and the one that would fit. It stays upright: turning it with the body's lean made MoveNet less sure and its
 * joints half as steady again, on real skiing and on the synthetic skier alike.
 */
export function nextRegion(last: Region, pose: Pose, velocity: { dxPx: number; dyPx: number }): Region {
  const { xPx, yPx, sizePx } = extent(pose);
  return {
    centreXPx: xPx + velocity.dxPx,
    centreYPx: yPx + velocity.dyPx,
    sidePx: Math.max(MIN_SIDE_PX, (last.sidePx + sizePx * ROOM) / 2),
    rollRad: 0,
  };
}

/** The crop after a frame in which the skier was not seen: further along the same way, and wider. */
export function widerRegion(last: Region, velocity: { dxPx: number; dyPx: number }): Region {
  return {
    centreXPx: last.centreXPx + velocity.dxPx,
    centreYPx: last.centreYPx + velocity.dyPx,
    sidePx: last.sidePx * GROWTH,
    rollRad: 0,
  };
}

/** Whether any of the crop lies in the picture. */
export function touchesPicture(region: Region, widthPx: number, heightPx: number): boolean {
  const half = region.sidePx / 2;
  return (
    region.centreXPx > -half / 2 &&
    region.centreXPx < widthPx + half / 2 &&
    region.centreYPx > -half / 2 &&
    region.centreYPx < heightPx + half / 2
  );
}
