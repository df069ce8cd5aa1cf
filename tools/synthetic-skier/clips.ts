import type { CameraParams } from "./camera";
import type { CourseParams } from "./course";
import type { SkiingParams } from "./turn-signal";

/** A person who stands beside the course. */
export interface Bystander {
  /** Metres from the position of the skier at the end of the shot. */
  leftM: number;
  downhillM: number;
  jacket: string;
  trousers: string;
}

/** One continuous take; a clip with a cut has two. */
export interface ClipShot {
  durationS: number;
  skiing: SkiingParams;
  camera: CameraParams;
  course: CourseParams;
  skier: boolean;
  bystanders: Bystander[];
  /**
   * Right limbs in another color: from the side, the network confuses legs of one color; from behind, those
   * of two.
   */
  twoColors: boolean;
}

export interface Clip {
  discipline: "SL" | "GS" | "free";
  widthPx: number;
  heightPx: number;
  /** 0 renders a photo of the first apex. */
  fps: number;
  bitsPerS: number;
  /** Antialiasing, which doubles the rendering time. */
  smoothEdges: boolean;
  shots: ClipShot[];
}

const slalom: SkiingParams = {
  turnS: 0.8,
  leanLeftDeg: 43,
  leanRightDeg: 43,
  angulation: 0.42,
  handDropM: 0.02,
  speedMPerS: 8,
  seed: 7,
};
const giantSlalom: SkiingParams = {
  ...slalom,
  turnS: 1.4,
  leanLeftDeg: 50,
  leanRightDeg: 50,
  speedMPerS: 15,
  seed: 11,
};

const front: CameraParams = {
  rig: "follow",
  viewDeg: 0,
  distanceM: 10,
  heightM: 1.55,
  skierPx: 300,
  slopeDeg: 14,
  panGain: 0.65,
  skierAtHeight: 0.58,
};

const shot = (changes: Partial<ClipShot> = {}): ClipShot => ({
  durationS: 7,
  skiing: slalom,
  camera: front,
  course: { gates: "SL" },
  skier: true,
  bystanders: [],
  twoColors: (changes.camera ?? front).viewDeg < 120,
  ...changes,
});
const clip = (changes: Partial<Clip> = {}): Clip => ({
  discipline: "SL",
  widthPx: 960,
  heightPx: 540,
  fps: 30,
  bitsPerS: 450_000,
  smoothEdges: false,
  shots: [shot()],
  ...changes,
});

/** The fixtures by the name of their files in tests/fixtures/clips. */
export const CLIPS = {
  "slalom-front": clip({
    widthPx: 1280,
    heightPx: 720,
    bitsPerS: 850_000,
    smoothEdges: true,
    shots: [shot({ durationS: 8, camera: { ...front, skierPx: 430 } })],
  }),
  // For tests that need any turns.
  short: clip({ bitsPerS: 500_000, shots: [shot({ durationS: 3.6 })] }),
  "slalom-back": clip({
    bitsPerS: 800_000,
    shots: [shot({ durationS: 6, camera: { ...front, viewDeg: 180, heightM: 2 } })],
  }),
  "gs-front": clip({
    discipline: "GS",
    shots: [
      shot({
        durationS: 8,
        skiing: giantSlalom,
        camera: { ...front, distanceM: 11, heightM: 3.3 },
        course: { gates: "GS" },
      }),
    ],
  }),
  // Little lean, because a leg that leans towards a camera at the side shows a larger knee flexion.
  side: clip({
    bitsPerS: 700_000,
    discipline: "free",
    shots: [
      shot({
        durationS: 6.5,
        skiing: { ...slalom, turnS: 1.15, leanLeftDeg: 20, leanRightDeg: 20, seed: 13 },
        camera: { ...front, viewDeg: 90, skierPx: 450, panGain: 0.9, heightM: 1.2, skierAtHeight: 0.52 },
        course: { gates: "none" },
      }),
    ],
  }),
  "oblique-60": clip({
    shots: [
      shot({
        durationS: 4.5,
        camera: { ...front, viewDeg: 60, skierPx: 360, panGain: 0.8, skierAtHeight: 0.54 },
      }),
    ],
  }),
  bystanders: clip({
    shots: [
      shot({
        durationS: 6,
        skiing: { ...slalom, speedMPerS: 3.6, leanLeftDeg: 36, leanRightDeg: 36, seed: 3 },
        camera: {
          ...front,
          rig: "pan",
          distanceM: 17,
          heightM: 2.2,
          skierPx: 400,
          panGain: 0.2,
          findsSkierS: 0.5,
        },
        course: { gates: "none" },
        bystanders: [
          { leftM: 2.1, downhillM: -4, jacket: "#d9531e", trousers: "#2d3038" },
          { leftM: -3, downhillM: -13, jacket: "#2f8f4e", trousers: "#4a3a30" },
        ],
      }),
    ],
  }),
  pan: clip({
    shots: [
      shot({
        durationS: 6,
        skiing: { ...slalom, seed: 19 },
        camera: { ...front, rig: "pan", distanceM: 18, heightM: 2.6, zoom: true, panGain: 0.8 },
      }),
    ],
  }),
  "front-60fps": clip({
    fps: 60,
    bitsPerS: 600_000,
    shots: [shot({ durationS: 3, skiing: { ...slalom, seed: 23 } })],
  }),
  asymmetric: clip({
    shots: [
      shot({
        skiing: { ...slalom, leanLeftDeg: 48, leanRightDeg: 34, handDropM: 0.22, angulation: 0.34, seed: 29 },
      }),
    ],
  }),
  fall: clip({ shots: [shot({ durationS: 6, skiing: { ...slalom, fallS: 3.9, seed: 31 } })] }),
  cut: clip({
    shots: [
      shot({ durationS: 3, skiing: { ...slalom, seed: 37 } }),
      shot({ durationS: 3, skiing: { ...slalom, seed: 41 }, camera: { ...front, viewDeg: 180, heightM: 2 } }),
    ],
  }),
  empty: clip({ bitsPerS: 250_000, shots: [shot({ durationS: 4, skier: false })] }),
  straight: clip({
    discipline: "free",
    shots: [
      shot({
        durationS: 4,
        skiing: { ...slalom, leanLeftDeg: 1.5, leanRightDeg: 1.5, turnS: 1.1, seed: 43 },
        course: { gates: "none" },
      }),
    ],
  }),
  "apex-front": clip({
    widthPx: 1280,
    heightPx: 960,
    fps: 0,
    smoothEdges: true,
    shots: [shot({ camera: { ...front, skierPx: 520 } })],
  }),
} as const satisfies Record<string, Clip>;

export type ClipName = keyof typeof CLIPS;
