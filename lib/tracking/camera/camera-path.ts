import type { PixelPoint } from "@/lib/pose/geometry";

/** The motion of the camera, as the motion of background points in the picture. Frames count from 0. */
export interface CameraPath {
  /** Position in `frame` of the background point that is at `point` in the frame before. */
  advance(point: PixelPoint, frame: number): PixelPoint;
}

export function backgroundPoint(
  point: PixelPoint,
  fromFrame: number,
  toFrame: number,
  camera: CameraPath,
): PixelPoint {
  let position = point;
  for (let frame = fromFrame + 1; frame <= toFrame; frame++) position = camera.advance(position, frame);
  return position;
}
