import { between, isSeen, mid, type Point } from "./geometry";
import type { KeypointName } from "./skeleton";

/** Distance of the head's center above the shoulders along the trunk, in trunk lengths. */
const HEAD_ABOVE_SHOULDERS = 0.4;

export const headAboveShoulders = (hips: Point, shoulders: Point): Point =>
  between(hips, shoulders, 1 + HEAD_ABOVE_SHOULDERS);

/** Returns the middle of the ears, else the nose, else a point above the shoulders. Unseen points are NaN. */
export function headAt(at: (name: KeypointName) => Point): Point {
  const ears = mid(at("leftEar"), at("rightEar"));
  if (isSeen(ears)) return ears;
  const nose = at("nose");
  if (isSeen(nose)) return nose;
  const hips = mid(at("leftHip"), at("rightHip"));
  return headAboveShoulders(hips, mid(at("leftShoulder"), at("rightShoulder")));
}
