import type { Unit } from "@/lib/pose/units";

/** What a measure needs to be true of the view before it may be shown; `either` is frontal or side, but not between. */
export type ViewNeed = "frontal" | "side" | "either" | "any";

export interface MeasureSpec {
  /** The words a coach uses. */
  label: string;
  unit: Unit;
  view: ViewNeed;
  /** Smallest skier, in pixels of height, at which the keypoints are good enough. */
  minSkierPx: number;
  /** Lowest frame rate of the file at which the value means anything. */
  minFps: number;
  /** One sentence: how it is defined. */
  definition: string;
}

const frontal = { view: "frontal", minSkierPx: 150, minFps: 24 } as const;
const side = { view: "side", minSkierPx: 300, minFps: 24 } as const;
/** Presentation times jitter, so a nominal 60 frames a second reads as 59-something. */
const PHASE_FPS = 55;

/** Every measure of one turn (or of one photo, where it makes sense), in the order they are shown. */
export const MEASURES = {
  durationS: {
    label: "Duration",
    unit: "s",
    view: "any",
    minSkierPx: 0,
    minFps: 24,
    definition: "Time from switch to switch.",
  },
  // Shown below the frame rate of the phases: it is a place, whose plus-minus holds a frame's error and the switches', where a
  // phase's length of a few frames would mostly be error.
  apexPosition: {
    ...frontal,
    label: "Apex position",
    unit: "ratio",
    definition: "Where in the turn the largest lean is: 0 at its start, 1 at its end.",
  },
  initiationS: {
    ...frontal,
    minFps: PHASE_FPS,
    label: "Initiation",
    unit: "s",
    definition: "From the switch until 0.7 of the largest lean: the time to shaping.",
  },
  shapingS: {
    ...frontal,
    minFps: PHASE_FPS,
    label: "Shaping",
    unit: "s",
    definition: "Time above 0.7 of the largest lean.",
  },
  completionS: {
    ...frontal,
    minFps: PHASE_FPS,
    label: "Completion",
    unit: "s",
    definition: "From 0.7 of the largest lean to the next switch.",
  },
  inclinationDeg: {
    ...frontal,
    label: "Inclination",
    unit: "deg",
    definition:
      "Lean of the centre of mass over the feet from vertical, at the apex, towards the turn's centre.",
  },
  angulationDeg: {
    ...frontal,
    minSkierPx: 300,
    label: "Angulation",
    unit: "deg",
    definition: "Lean of the outside leg minus lean of the trunk, at the apex.",
  },
  shoulderLevelDeg: {
    ...frontal,
    label: "Shoulder level",
    unit: "deg",
    definition: "Tilt of the shoulder line at the apex; positive when the inside shoulder is lower.",
  },
  hipLevelDeg: {
    ...frontal,
    label: "Hip level",
    unit: "deg",
    definition: "Tilt of the hip line at the apex; positive when the inside hip is lower.",
  },
  levelDifferenceDeg: {
    ...frontal,
    label: "Shoulders against hips",
    unit: "deg",
    definition: "Shoulder level minus hip level at the apex.",
  },
  shinMatchDeg: {
    ...frontal,
    minSkierPx: 300,
    label: "Shin match",
    unit: "deg",
    definition: "Outside minus inside shin angle at the apex; stands for how alike the edges are.",
  },
  legLengthRatio: {
    ...frontal,
    minSkierPx: 300,
    label: "Long leg, short leg",
    unit: "ratio",
    definition: "Hip to ankle of the outside leg over the inside leg, at the apex.",
  },
  stanceWidthRatio: {
    ...frontal,
    label: "Stance width",
    unit: "ratio",
    definition: "Gap between the ankles across the legs over hip width, median while shaping.",
  },
  aFrameRatio: {
    ...frontal,
    minSkierPx: 300,
    label: "Knee gap",
    unit: "ratio",
    definition:
      "Gap between the knees over gap between the ankles at the apex; an A-frame is below 0.7 with shins over 10 degrees apart.",
  },
  handHeightT: {
    label: "Hands",
    unit: "T",
    view: "any",
    minSkierPx: 150,
    minFps: 24,
    definition: "Mean height of the wrists above the hips, in torso lengths.",
  },
  insideHandDropT: {
    ...frontal,
    view: "either",
    label: "Inside hand drop",
    unit: "T",
    definition: "Largest drop of the inside hand while shaping, in torso lengths.",
  },
  shoulderSteadinessDeg: {
    ...frontal,
    label: "Shoulder steadiness",
    unit: "deg",
    definition: "Standard deviation of shoulder level over the turn.",
  },
  headSwayT: {
    ...frontal,
    label: "Head sway",
    unit: "T",
    definition: "Standard deviation of the head's sideways place over the hips, in torso lengths.",
  },
  edgeChangeS: {
    ...frontal,
    minFps: PHASE_FPS,
    label: "Edge change",
    unit: "s",
    definition: "Time with less than 10 degrees of lean around the switch that starts the turn.",
  },
  buildRateDegPerS: {
    ...frontal,
    label: "Build rate",
    unit: "deg/s",
    definition: "Fastest growth of lean in the turn.",
  },
  timeToShapingS: {
    ...frontal,
    minFps: PHASE_FPS,
    label: "Time to shaping",
    unit: "s",
    definition: "From the switch until 0.7 of the apex lean.",
  },
  verticalTravelT: {
    ...frontal,
    label: "Vertical travel",
    unit: "T",
    definition: "Range of the centre of mass over the feet, in torso lengths.",
  },
  kneeFlexionOutsideDeg: {
    ...side,
    label: "Outside knee flexion",
    unit: "deg",
    definition: "180 minus the angle hip, knee, ankle of the outside leg, at the apex.",
  },
  kneeFlexionInsideDeg: {
    ...side,
    label: "Inside knee flexion",
    unit: "deg",
    definition: "180 minus the angle hip, knee, ankle of the inside leg, at the apex.",
  },
  hipFlexionOutsideDeg: {
    ...side,
    label: "Outside hip flexion",
    unit: "deg",
    definition: "180 minus the angle shoulder, hip, knee of the outside side, at the apex.",
  },
  hipFlexionInsideDeg: {
    ...side,
    label: "Inside hip flexion",
    unit: "deg",
    definition: "180 minus the angle shoulder, hip, knee of the inside side, at the apex.",
  },
  kneeFlexionNearDeg: {
    ...side,
    label: "Nearer knee flexion",
    unit: "deg",
    definition:
      "In a photo, which cannot tell the outside leg: 180 minus the angle hip, knee, ankle of the leg nearer to the camera.",
  },
  hipFlexionNearDeg: {
    ...side,
    label: "Nearer hip flexion",
    unit: "deg",
    definition:
      "In a photo, which cannot tell the outside leg: 180 minus the angle shoulder, hip, knee of the side nearer to the camera.",
  },
  foreAftT: {
    ...side,
    label: "Fore-aft",
    unit: "T",
    definition: "Centre of mass ahead of the feet along travel, in torso lengths, median of the turn.",
  },
  trunkShankDeg: {
    ...side,
    label: "Trunk against shin",
    unit: "deg",
    definition: "Trunk angle minus shin angle; 0 is parallel, median of the turn.",
  },
} as const satisfies Record<string, MeasureSpec>;

export type MeasureKey = keyof typeof MEASURES;
export const measureKeys = Object.keys(MEASURES) as [MeasureKey, ...MeasureKey[]];

/** Measures that by their definition are another one: kept in the data under both names, shown to people once. */
export const SAME_AS: Partial<Record<MeasureKey, MeasureKey>> = { timeToShapingS: "initiationS" };
