import { KEYPOINTS } from "@/lib/pose/skeleton";
import { cameraAt, project } from "./camera";
import type { Clip, ClipShot } from "./clips";
import { anglesOf } from "./measures-3d";
import { type Skier, skierMotion } from "./skier-motion";
import type { Truth, TruthTurn } from "./truth";

const STEP_S = 0.001;
const MIN_LEAN_DEG = 6;

/** Returns the shot of each frame and the time within it. */
export function frameTimes(clip: Clip): { timeS: number; shot: ClipShot; shotTimeS: number }[] {
  if (clip.fps === 0) {
    const shot = clip.shots[0]!;
    const [turn] = turnsOf(skierMotion(shot.skiing), shot).turns;
    return [{ timeS: 0, shot, shotTimeS: turn!.apexS }];
  }
  const frames: { timeS: number; shot: ClipShot; shotTimeS: number }[] = [];
  let frame = 0;
  let fromS = 0;
  for (const shot of clip.shots) {
    for (; frame / clip.fps < fromS + shot.durationS - 1e-6; frame++) {
      frames.push({ timeS: frame / clip.fps, shot, shotTimeS: frame / clip.fps - fromS });
    }
    fromS += shot.durationS;
  }
  return frames;
}

/** Computes the ground truth of a clip from the motion and the cameras of its rendering. */
export function computeTruth(name: string, clip: Clip): Truth {
  const skiers = new Map(clip.shots.map((shot) => [shot, skierMotion(shot.skiing)]));
  const frames = frameTimes(clip).map(({ timeS, shot, shotTimeS }) => {
    const { joints } = skiers.get(shot)!.poseAt(shotTimeS);
    const camera = cameraAt(shot.camera, skiers.get(shot)!, shotTimeS, shot.durationS, clip);
    const points = KEYPOINTS.map((joint) => project(joints[joint], camera, clip));
    const seen = points.filter(
      (p) => p.xPx >= 0 && p.xPx < clip.widthPx && p.yPx >= 0 && p.yPx < clip.heightPx,
    );
    const visible = shot.skier && seen.length === points.length;
    return { timeS, points: visible ? points : null, angles: shot.skier ? anglesOf(joints) : null };
  });

  const first = clip.shots[0]!;
  const offsets = clip.shots.map((_, i) => sum(clip.shots.slice(0, i).map((shot) => shot.durationS)));
  const skied = clip.shots.flatMap((shot, i) => {
    if (!shot.skier || clip.fps === 0) return [];
    const found = turnsOf(skiers.get(shot)!, shot);
    const shift = offsets[i]!;
    return [
      {
        switchesS: found.switchesS.map((t) => t + shift),
        turns: found.turns.map((t) => ({
          ...t,
          startS: t.startS + shift,
          apexS: t.apexS + shift,
          endS: t.endS + shift,
        })),
      },
    ];
  });
  const heights = frames.flatMap(({ points }) => {
    if (!points) return [];
    const ys = points.map((p) => p.yPx);
    return [Math.max(...ys) - Math.min(...ys)];
  });

  return rounded({
    version: 1,
    name,
    kind: clip.fps === 0 ? "photo" : "video",
    discipline: clip.discipline,
    widthPx: clip.widthPx,
    heightPx: clip.heightPx,
    fps: clip.fps,
    durationS: clip.fps === 0 ? 0 : frames.length / clip.fps,
    view: viewOf(first.camera.viewDeg),
    cameraMoves: first.camera.rig !== "fixed",
    skierHeightPx: median(heights),
    bystanders: first.bystanders.length,
    cutsS: offsets.slice(1),
    fallS: first.skiing.fallS ?? null,
    switchesS: skied.flatMap((s) => s.switchesS),
    turns: skied.flatMap((s) => s.turns),
    frames: {
      timesS: frames.map((f) => f.timeS),
      joints: frames.map((f) => f.points?.flatMap((p) => [p.xPx, p.yPx]) ?? null),
      leanDeg: frames.map((f) => f.angles?.leanDeg ?? null),
      angulationDeg: frames.map((f) => f.angles?.angulationDeg ?? null),
      kneeFlexionDeg: {
        left: frames.map((f) => f.angles?.kneeFlexionDeg.left ?? null),
        right: frames.map((f) => f.angles?.kneeFlexionDeg.right ?? null),
      },
      hipFlexionDeg: {
        left: frames.map((f) => f.angles?.hipFlexionDeg.left ?? null),
        right: frames.map((f) => f.angles?.hipFlexionDeg.right ?? null),
      },
    },
  });
}

/** Finds the switches and whole turns of a shot before a fall, from the true lean in steps of 1 ms. */
export function turnsOf(skier: Skier, shot: ClipShot): { switchesS: number[]; turns: TruthTurn[] } {
  const endS = Math.min(shot.durationS, shot.skiing.fallS ?? Number.POSITIVE_INFINITY);
  const leanAt = (t: number) => anglesOf(skier.poseAt(t).joints).leanDeg;
  const crossings: number[] = [];
  let apex = { atS: 0, leanDeg: 0 };
  const apexes: (typeof apex)[] = [];
  let before = leanAt(0);
  for (let t = STEP_S; t < endS; t += STEP_S) {
    const lean = leanAt(t);
    if (Math.sign(lean) !== Math.sign(before)) {
      crossings.push(t - (STEP_S * Math.abs(lean)) / (Math.abs(lean) + Math.abs(before)));
      apexes.push(apex);
      apex = { atS: t, leanDeg: 0 };
    }
    if (Math.abs(lean) > Math.abs(apex.leanDeg)) apex = { atS: t, leanDeg: lean };
    before = lean;
  }
  if (Math.max(0, ...apexes.map((a) => Math.abs(a.leanDeg))) < MIN_LEAN_DEG)
    return { switchesS: [], turns: [] };
  const turns = crossings.slice(0, -1).map((startS, i): TruthTurn => {
    const { atS, leanDeg } = apexes[i + 1]!;
    const side = leanDeg > 0 ? "left" : "right";
    const outside = side === "left" ? "right" : "left";
    const angles = anglesOf(skier.poseAt(atS).joints);
    return {
      side,
      startS,
      apexS: atS,
      endS: crossings[i + 1]!,
      inclinationDeg: Math.abs(leanDeg),
      angulationDeg: angles.angulationDeg,
      kneeFlexionOutsideDeg: angles.kneeFlexionDeg[outside],
      kneeFlexionInsideDeg: angles.kneeFlexionDeg[side],
      hipFlexionOutsideDeg: angles.hipFlexionDeg[outside],
      hipFlexionInsideDeg: angles.hipFlexionDeg[side],
    };
  });
  return { switchesS: crossings, turns };
}

function viewOf(cameraDeg: number): Truth["view"] {
  const around = Math.abs((((cameraDeg % 360) + 540) % 360) - 180);
  const offAxisDeg = around <= 90 ? around : 180 - around;
  const facing = offAxisDeg >= 60.5 ? "side" : offAxisDeg > 30 ? "oblique" : around < 90 ? "front" : "back";
  return { facing, cameraDeg, offAxisDeg };
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Rounds pixels and degrees to two decimals and times to three, to keep the file small. */
function rounded<T>(value: T, key = ""): T {
  if (typeof value === "number") return Number(value.toFixed(key.endsWith("S") ? 3 : 2)) as T;
  if (Array.isArray(value)) return value.map((item) => rounded(item, key)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, rounded(v, k)])) as T;
}
