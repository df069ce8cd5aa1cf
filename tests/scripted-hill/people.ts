import type { Pose } from "@/lib/pose/ports";

/** A person who moves by script. */
export interface ScriptedPerson {
  /** Position of the feet in hill pixels; null while hidden or absent. */
  feetAt(timeS: number): { xPx: number; yPx: number } | null;
  heightPx: number;
  /** Clockwise on screen. */
  leanDegAt?(timeS: number): number;
  kneeBendDeg?: number;
}

/** Returns a skier who turns across the fall line once every `periodS`. */
export function skier(options: {
  fromS?: number;
  untilS?: number;
  hidden?: [fromS: number, untilS: number];
  xPx: number;
  yPx: number;
  heightPx: number;
  /** Speed down the picture. */
  speedPxS?: number;
  acrossPx?: number;
  periodS?: number;
}): ScriptedPerson {
  const {
    fromS = 0,
    untilS = Infinity,
    hidden,
    heightPx,
    speedPxS = 30,
    acrossPx = 120,
    periodS = 1.6,
  } = options;
  const phase = (timeS: number) => (2 * Math.PI * timeS) / periodS;
  return {
    heightPx,
    kneeBendDeg: 45,
    feetAt(timeS) {
      if (timeS < fromS || timeS > untilS) return null;
      if (hidden && timeS >= hidden[0] && timeS < hidden[1]) return null;
      return {
        xPx: options.xPx + acrossPx * Math.sin(phase(timeS)),
        yPx: options.yPx + speedPxS * (timeS - fromS),
      };
    },
    // The body leans into the turn, opposite to its displacement.
    leanDegAt: (timeS) => -35 * Math.sin(phase(timeS)),
  };
}

/** Returns a person who stands still. */
export function bystander(xPx: number, yPx: number, heightPx: number): ScriptedPerson {
  return { heightPx, kneeBendDeg: 3, feetAt: () => ({ xPx, yPx }) };
}

/** COCO-17 keypoints as fractions of the height, relative to the point between the feet. */
const FIGURE: readonly (readonly [across: number, up: number])[] = [
  [0, 0.92],
  [0.02, 0.94],
  [-0.02, 0.94],
  [0.04, 0.93],
  [-0.04, 0.93],
  [0.12, 0.8],
  [-0.12, 0.8],
  [0.18, 0.65],
  [-0.18, 0.65],
  [0.22, 0.52],
  [-0.22, 0.52],
  [0.08, 0.5],
  [-0.08, 0.5],
  [0.09, 0.27],
  [-0.09, 0.27],
  [0.08, 0.04],
  [-0.08, 0.04],
];
const KNEES = [13, 14];

/** Returns the pose of a person at `feet` in picture pixels, with noise that differs between frames. */
export function figure(
  feet: { xPx: number; yPx: number },
  { heightPx, leanDegAt, kneeBendDeg = 0 }: ScriptedPerson,
  timeS: number,
  index: number,
): Pose {
  const lean = ((leanDegAt?.(timeS) ?? 0) * Math.PI) / 180;
  const knees = 0.23 * Math.tan((kneeBendDeg * Math.PI) / 360);
  const pose = new Float32Array(51);
  FIGURE.forEach(([across, up], k) => {
    const x = across + (KNEES.includes(k) ? knees : 0);
    const noise = 0.004 * Math.sin(index * 12.9898 + k * 78.233);
    pose.set(
      [
        feet.xPx + heightPx * (x * Math.cos(lean) + up * Math.sin(lean) + noise),
        feet.yPx - heightPx * (up * Math.cos(lean) - x * Math.sin(lean)),
        0.7,
      ],
      k * 3,
    );
  });
  return pose;
}
