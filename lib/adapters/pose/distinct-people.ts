/** Mean keypoint distance of two poses of one person, in sizes of the smaller pose. */
const MAX_DISTANCE = 0.25;
/** Share of the box of a pose inside the box of a better pose of the same person. */
const MAX_OVERLAP = 0.75;
const MIN_KEYPOINT_SCORE = 0.1;

/** Returns the pose with the best score of each person (non-maximum suppression by keypoint distance). */
export function distinctPeople(candidates: { pose: Float32Array; score: number }[]): Float32Array[] {
  const kept: Float32Array[] = [];
  for (const { pose } of [...candidates].sort((a, b) => b.score - a.score)) {
    const isDuplicate = kept.some(
      (other) => distance(pose, other) < MAX_DISTANCE || overlap(pose, other) > MAX_OVERLAP,
    );
    if (!isDuplicate) kept.push(pose);
  }
  return kept;
}

/** Returns the mean distance of keypoints with a sufficient score in both, in sizes of the smaller pose. */
function distance(a: Float32Array, b: Float32Array): number {
  let sumPx = 0;
  let count = 0;
  for (let k = 0; k < a.length; k += 3) {
    if (Math.min(a[k + 2]!, b[k + 2]!) < MIN_KEYPOINT_SCORE) continue;
    sumPx += Math.hypot(a[k]! - b[k]!, a[k + 1]! - b[k + 1]!);
    count++;
  }
  if (count === 0) return Number.POSITIVE_INFINITY;
  return sumPx / count / Math.max(1, Math.min(sizePx(a), sizePx(b)));
}

/** Returns the share of the box of `a` that lies in the box of `b`. */
function overlap(a: Float32Array, b: Float32Array): number {
  const [p, q] = [box(a), box(b)];
  const width = Math.min(p.right, q.right) - Math.max(p.left, q.left);
  const height = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
  const area = (p.right - p.left) * (p.bottom - p.top);
  return area > 0 ? (Math.max(0, width) * Math.max(0, height)) / area : 0;
}

function sizePx(pose: Float32Array): number {
  const { left, right, top, bottom } = box(pose);
  return Math.max(right - left, bottom - top);
}

function box(pose: Float32Array) {
  const xs = pose.filter((_, i) => i % 3 === 0);
  const ys = pose.filter((_, i) => i % 3 === 1);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
