import { fromPixels, mid, type PixelPoint, type Point, toPixels } from "./geometry";
import { type KeypointName, KP } from "./skeleton";

/** 17 x (x, y, score) in pixels of the upright picture, y down: a pose, or the points of a track frame. */
export type KeypointArray = ArrayLike<number>;

export const keypointAt = (points: KeypointArray, name: KeypointName): PixelPoint => ({
  xPx: points[KP[name] * 3]!,
  yPx: points[KP[name] * 3 + 1]!,
});

export const keypointScore = (points: KeypointArray, name: KeypointName): number => points[KP[name] * 3 + 2]!;

export const keypointUp = (points: KeypointArray, name: KeypointName): Point =>
  fromPixels(keypointAt(points, name));

export const middleOf = (points: KeypointArray, pair: "Shoulder" | "Hip" | "Ankle"): Point =>
  mid(keypointUp(points, `left${pair}`), keypointUp(points, `right${pair}`));

export const trunkCenter = (points: KeypointArray): PixelPoint =>
  toPixels(mid(middleOf(points, "Hip"), middleOf(points, "Shoulder")));
