/** A place in the picture: pixels, x to the right, y up. NaN where it was not seen. */
export interface Point {
  x: number;
  y: number;
}

/** Whether a point has a place at all. */
export const isSeen = (point: Point): boolean => Number.isFinite(point.x) && Number.isFinite(point.y);

/** The middle of two points; unseen when either is. */
export const mid = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The place `share` of the way from `a` to `b`. */
export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/** How far apart two points are, pixels. */
export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

/** Radians as degrees. */
export const toDeg = (rad: number): number => (rad * 180) / Math.PI;
/** Degrees as radians. */
export const toRad = (deg: number): number => (deg * Math.PI) / 180;

/** Angle of the line from `lower` to `upper` against vertical in degrees, positive when it tips to the right. */
export const tiltDeg = (lower: Point, upper: Point): number =>
  toDeg(Math.atan2(upper.x - lower.x, upper.y - lower.y));

/** The angle at `joint` between its two neighbours, 0..180 degrees; 180 is straight. */
export function jointAngleDeg(a: Point, joint: Point, b: Point): number {
  const ax = a.x - joint.x;
  const ay = a.y - joint.y;
  const bx = b.x - joint.x;
  const by = b.y - joint.y;
  return toDeg(Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by));
}

/** How far apart two points are, measured square to the line from `from` to `to`; pixels, signed. */
export function gapAcross(a: Point, b: Point, from: Point, to: Point): number {
  const length = distance(from, to);
  const alongX = (to.x - from.x) / length;
  const alongY = (to.y - from.y) / length;
  return (b.x - a.x) * alongY - (b.y - a.y) * alongX;
}
