import type { Unit } from "@/lib/pose/units";

/** The view that a measure needs; `either` is frontal or from the side, but not oblique. */
export type ViewNeed = "frontal" | "side" | "either" | "any";

/** Titles of the groups in which pages show the measures, in their order. */
export const MEASURE_GROUP_TITLES = {
  lean: "Lean and angles",
  timing: "Timing",
  upper: "Upper body and hands",
  stance: "Stance and legs",
  side: "Knees, hips, fore-aft",
} as const;
type MeasureGroupId = keyof typeof MEASURE_GROUP_TITLES;

export interface MeasureSpec {
  group: MeasureGroupId;
  /** The name that coaches use. */
  label: string;
  unit: Unit;
  view: ViewNeed;
  /** Height of the skier from which the keypoints are accurate enough. */
  minSkierPx: number;
  /** Lowest frame rate at which the value is meaningful. */
  minFps: number;
  definition: string;
}

const frontal = { view: "frontal", minSkierPx: 150, minFps: 24 } as const;
const side = { view: "side", minSkierPx: 300, minFps: 24 } as const;
/** Presentation times jitter: nominal 60 frames a second may measure less. */
const PHASE_FPS = 55;

/** All measures of a turn or photo. Pages show the measures of a group in this order. */
export const MEASURES = {
  durationS: {
    group: "timing",
    label: "Duration",
    unit: "s",
    view: "any",
    minSkierPx: 0,
    minFps: 24,
    definition: "Time from switch to switch.",
  },
  // Needs no phase frame rate: its plus-minus contains the errors of a frame and of both switches.
  apexPosition: {
    ...frontal,
    group: "timing",
    label: "Apex position",
    unit: "ratio",
    definition: "Where in the turn the largest lean is: 0 at its start, 1 at its end.",
  },
  edgeChangeS: {
    ...frontal,
    minFps: PHASE_FPS,
    group: "timing",
    label: "Edge change",
    unit: "s",
    definition: "Time with less than 10 degrees of lean around the switch that starts the turn.",
  },
  initiationS: {
    ...frontal,
    minFps: PHASE_FPS,
    group: "timing",
    label: "Initiation",
    unit: "s",
    definition: "From the switch until 0.7 of the largest lean: the time to shaping.",
  },
  shapingS: {
    ...frontal,
    minFps: PHASE_FPS,
    group: "timing",
    label: "Shaping",
    unit: "s",
    definition: "Time above 0.7 of the largest lean.",
  },
  completionS: {
    ...frontal,
    minFps: PHASE_FPS,
    group: "timing",
    label: "Completion",
    unit: "s",
    definition: "From 0.7 of the largest lean to the next switch.",
  },
  inclinationDeg: {
    ...frontal,
    group: "lean",
    label: "Inclination",
    unit: "deg",
    definition:
      "Lean of the centre of mass over the feet from vertical, at the apex, towards the turn's centre.",
  },
  angulationDeg: {
    ...frontal,
    minSkierPx: 300,
    group: "lean",
    label: "Angulation",
    unit: "deg",
    definition: "Lean of the outside leg minus lean of the trunk, at the apex.",
  },
  shoulderLevelDeg: {
    ...frontal,
    group: "upper",
    label: "Shoulder level",
    unit: "deg",
    definition: "Tilt of the shoulder line at the apex; positive when the inside shoulder is lower.",
  },
  hipLevelDeg: {
    ...frontal,
    group: "upper",
    label: "Hip level",
    unit: "deg",
    definition: "Tilt of the hip line at the apex; positive when the inside hip is lower.",
  },
  levelDifferenceDeg: {
    ...frontal,
    group: "upper",
    label: "Shoulders against hips",
    unit: "deg",
    definition: "Shoulder level minus hip level at the apex.",
  },
  shinMatchDeg: {
    ...frontal,
    minSkierPx: 300,
    group: "lean",
    label: "Shin match",
    unit: "deg",
    definition: "Outside minus inside shin angle at the apex; stands for how alike the edges are.",
  },
  legLengthRatio: {
    ...frontal,
    minSkierPx: 300,
    group: "lean",
    label: "Long leg, short leg",
    unit: "ratio",
    definition: "Hip to ankle of the outside leg over the inside leg, at the apex.",
  },
  stanceWidthRatio: {
    ...frontal,
    group: "stance",
    label: "Stance width",
    unit: "ratio",
    definition: "Gap between the ankles across the legs over hip width, median while shaping.",
  },
  aFrameRatio: {
    ...frontal,
    minSkierPx: 300,
    group: "stance",
    label: "Knee gap",
    unit: "ratio",
    definition:
      "Gap between the knees over gap between the ankles at the apex; an A-frame is below 0.7 with shins over 10 degrees apart.",
  },
  shoulderSteadinessDeg: {
    ...frontal,
    group: "upper",
    label: "Shoulder steadiness",
    unit: "deg",
    definition: "Standard deviation of shoulder level over the turn.",
  },
  headSwayT: {
    ...frontal,
    group: "upper",
    label: "Head sway",
    unit: "T",
    definition: "Standard deviation of the head's sideways place over the hips, in torso lengths.",
  },
  handHeightT: {
    group: "upper",
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
    group: "upper",
    label: "Inside hand drop",
    unit: "T",
    definition: "Largest drop of the inside hand while shaping, in torso lengths.",
  },
  buildRateDegPerS: {
    ...frontal,
    group: "lean",
    label: "Build rate",
    unit: "deg/s",
    definition: "Fastest growth of lean in the turn.",
  },
  timeToShapingS: {
    ...frontal,
    minFps: PHASE_FPS,
    group: "timing",
    label: "Time to shaping",
    unit: "s",
    definition: "From the switch until 0.7 of the apex lean.",
  },
  verticalTravelT: {
    ...frontal,
    group: "stance",
    label: "Vertical travel",
    unit: "T",
    definition: "Range of the centre of mass over the feet, in torso lengths.",
  },
  kneeFlexionOutsideDeg: {
    ...side,
    group: "side",
    label: "Outside knee flexion",
    unit: "deg",
    definition: "180 minus the angle hip, knee, ankle of the outside leg, at the apex.",
  },
  kneeFlexionInsideDeg: {
    ...side,
    group: "side",
    label: "Inside knee flexion",
    unit: "deg",
    definition: "180 minus the angle hip, knee, ankle of the inside leg, at the apex.",
  },
  hipFlexionOutsideDeg: {
    ...side,
    group: "side",
    label: "Outside hip flexion",
    unit: "deg",
    definition: "180 minus the angle shoulder, hip, knee of the outside side, at the apex.",
  },
  hipFlexionInsideDeg: {
    ...side,
    group: "side",
    label: "Inside hip flexion",
    unit: "deg",
    definition: "180 minus the angle shoulder, hip, knee of the inside side, at the apex.",
  },
  kneeFlexionNearDeg: {
    ...side,
    group: "side",
    label: "Nearer knee flexion",
    unit: "deg",
    definition:
      "In a photo, which cannot tell the outside leg: 180 minus the angle hip, knee, ankle of the leg nearer to the camera.",
  },
  hipFlexionNearDeg: {
    ...side,
    group: "side",
    label: "Nearer hip flexion",
    unit: "deg",
    definition:
      "In a photo, which cannot tell the outside leg: 180 minus the angle shoulder, hip, knee of the side nearer to the camera.",
  },
  foreAftT: {
    ...side,
    group: "side",
    label: "Fore-aft",
    unit: "T",
    definition: "Centre of mass ahead of the feet along travel, in torso lengths, median of the turn.",
  },
  trunkShankDeg: {
    ...side,
    group: "side",
    label: "Trunk against shin",
    unit: "deg",
    definition: "Trunk angle minus shin angle; 0 is parallel, median of the turn.",
  },
} as const satisfies Record<string, MeasureSpec>;

export type MeasureKey = keyof typeof MEASURES;
export const measureKeys = Object.keys(MEASURES) as [MeasureKey, ...MeasureKey[]];

/** Measures with the definition of another one: stored under both names, shown once. */
export const SAME_AS: Partial<Record<MeasureKey, MeasureKey>> = { timeToShapingS: "initiationS" };
