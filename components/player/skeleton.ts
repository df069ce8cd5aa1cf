import { BONES, KEYPOINTS, KP } from "@/lib/pose/skeleton";

/** Each line has a dark outline (casing), so that it is visible on snow and on trees. */
const LEFT = "#ff9a4d";
const RIGHT = "#57a8ff";
const MIDDLE = "#ffffff";
const CASING = "rgba(6, 12, 20, 0.8)";
const HIDDEN_BELOW = 0.25;
const FAINT_BELOW = 0.45;

/** Returns where `object-fit: contain` puts a picture in its box, in CSS pixels. */
export function containedRect(
  box: { width: number; height: number },
  picture: { width: number; height: number },
) {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (box.width - width) / 2, y: (box.height - height) / 2, width, height, scale };
}

const sideColor = (names: readonly string[]) => {
  if (names.every((name) => name.startsWith("left"))) return LEFT;
  if (names.every((name) => name.startsWith("right"))) return RIGHT;
  return MIDDLE;
};

interface Placement {
  x: number;
  y: number;
  scale: number;
}

/** Draws one pose (17 x (x, y, score) in picture pixels) onto a cleared canvas. */
export function drawSkeleton(
  context: CanvasRenderingContext2D,
  points: readonly number[],
  place: Placement,
): void {
  const joint = (index: number) => ({
    x: place.x + points[index * 3]! * place.scale,
    y: place.y + points[index * 3 + 1]! * place.scale,
    score: points[index * 3 + 2]!,
  });
  const seen = KEYPOINTS.map((_, index) => joint(index)).filter((point) => point.score >= HIDDEN_BELOW);
  if (seen.length === 0) return;
  const heightPx = Math.max(...seen.map((p) => p.y)) - Math.min(...seen.map((p) => p.y));
  const width = Math.min(6, Math.max(2, heightPx / 55));

  const stroke = (color: string, lineWidth: number, alpha: number, path: () => void) => {
    context.globalAlpha = alpha;
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.beginPath();
    path();
    context.stroke();
  };
  context.lineCap = "round";
  const bones = BONES.map((names) => {
    const from = joint(KP[names[0]]);
    const to = joint(KP[names[1]]);
    const score = Math.min(from.score, to.score);
    const path = () => {
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    };
    return { path, color: sideColor(names), score, alpha: score < FAINT_BELOW ? 0.45 : 1 };
  }).filter((bone) => bone.score >= HIDDEN_BELOW);

  for (const bone of bones) stroke(CASING, width + 3, bone.alpha * 0.8, bone.path);
  for (const bone of bones) stroke(bone.color, width, bone.alpha, bone.path);

  const head = joint(KP.nose);
  const shoulder = joint(KP.leftShoulder);
  const otherShoulder = joint(KP.rightShoulder);
  if (head.score >= HIDDEN_BELOW) {
    const across = Math.hypot(shoulder.x - otherShoulder.x, shoulder.y - otherShoulder.y);
    const radius = Math.max(width * 1.6, Math.min(across * 0.35, heightPx * 0.07));
    const ring = () => context.arc(head.x, head.y, radius, 0, Math.PI * 2);
    stroke(CASING, width + 3, 0.8, ring);
    stroke(MIDDLE, width, 1, ring);
  }
  for (let index = KP.leftShoulder; index < KEYPOINTS.length; index++) {
    const point = joint(index);
    if (point.score < HIDDEN_BELOW) continue;
    context.globalAlpha = point.score < FAINT_BELOW ? 0.45 : 1;
    context.fillStyle = sideColor([KEYPOINTS[index]!]);
    context.strokeStyle = CASING;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(point.x, point.y, width * 0.95, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}
