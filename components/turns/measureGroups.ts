import type { MeasureKey } from "@/lib/analyses/schema";

export interface MeasureGroup {
  id: string;
  title: string;
  measures: readonly MeasureKey[];
}

/** The measures as a coach would ask for them; every one that is not another by its definition is in exactly one group. */
export const MEASURE_GROUPS: readonly MeasureGroup[] = [
  {
    id: "lean",
    title: "Lean and angles",
    measures: ["inclinationDeg", "angulationDeg", "shinMatchDeg", "legLengthRatio", "buildRateDegPerS"],
  },
  {
    id: "timing",
    title: "Timing",
    measures: ["durationS", "apexPosition", "edgeChangeS", "initiationS", "shapingS", "completionS"],
  },
  {
    id: "upper",
    title: "Upper body and hands",
    measures: [
      "shoulderLevelDeg",
      "hipLevelDeg",
      "levelDifferenceDeg",
      "shoulderSteadinessDeg",
      "headSwayT",
      "handHeightT",
      "insideHandDropT",
    ],
  },
  {
    id: "stance",
    title: "Stance and legs",
    measures: ["stanceWidthRatio", "aFrameRatio", "verticalTravelT"],
  },
  {
    id: "side",
    title: "Knees, hips, fore-aft",
    measures: [
      "kneeFlexionOutsideDeg",
      "kneeFlexionInsideDeg",
      "hipFlexionOutsideDeg",
      "hipFlexionInsideDeg",
      "kneeFlexionNearDeg",
      "hipFlexionNearDeg",
      "foreAftT",
      "trunkShankDeg",
    ],
  },
];
