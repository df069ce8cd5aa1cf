/** A position in pixels with x to the right and y up. NaN where it was not seen. */
export interface Point {
  x: number;
  y: number;
}

/** A position in the upright picture in pixels, x to the right and y down. */
export interface PixelPoint {
  xPx: number;
  yPx: number;
}

export const fromPixels = ({ xPx, yPx }: PixelPoint): Point => ({ x: xPx, y: -yPx });

export const toPixels = ({ x, y }: Point): PixelPoint => ({ xPx: x, yPx: -y });

export const pixelDistance = (a: PixelPoint, b: PixelPoint): number =>
  Math.hypot(b.xPx - a.xPx, b.yPx - a.yPx);

export const isSeen = (point: Point): boolean => Number.isFinite(point.x) && Number.isFinite(point.y);

export const mid = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Returns the point at `share` of the way from `a` to `b`; beyond `b` for a share above 1. */
export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

export const toDeg = (rad: number): number => (rad * 180) / Math.PI;
export const toRad = (deg: number): number => (deg * Math.PI) / 180;

/** Returns the angle of a line from vertical in degrees, positive when it leans to the right. */
export const tiltDeg = (lower: Point, upper: Point): number =>
  toDeg(Math.atan2(upper.x - lower.x, upper.y - lower.y));

/** Returns the angle at `joint` between `a` and `b`, 0..180 degrees; 180 is straight. */
export function jointAngleDeg(a: Point, joint: Point, b: Point): number {
  const ax = a.x - joint.x;
  const ay = a.y - joint.y;
  const bx = b.x - joint.x;
  const by = b.y - joint.y;
  return toDeg(Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by));
}

/** Returns the flexion of a joint, 0..180 degrees; 0 is straight. */
export const flexionDeg = (a: Point, joint: Point, b: Point): number => 180 - jointAngleDeg(a, joint, b);

/** Returns the signed distance of `b` from `a` in pixels, perpendicular to the line from `from` to `to`. */
export function perpendicularGap(a: Point, b: Point, from: Point, to: Point): number {
  const length = distance(from, to);
  const alongX = (to.x - from.x) / length;
  const alongY = (to.y - from.y) / length;
  return (b.x - a.x) * alongY - (b.y - a.y) * alongX;
}
