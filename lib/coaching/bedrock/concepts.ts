import type { Concept, MeasureKey } from "@/lib/analyses/schema";

/** The nine concepts as coaches teach them, with the measures that relate to each. */
export const CONCEPT_GUIDE: Record<Concept, { meaning: string; measures: readonly MeasureKey[] }> = {
  upperBody: {
    meaning: "the trunk faces down the hill, quiet and level, hands up and in front, while the legs turn",
    measures: [
      "shoulderLevelDeg",
      "shoulderSteadinessDeg",
      "headSwayT",
      "handHeightT",
      "insideHandDropT",
      "levelDifferenceDeg",
    ],
  },
  ankleFlexion: {
    meaning: "both ankles flex alike and stay flexed, so that shin and trunk stay parallel",
    measures: ["trunkShankDeg", "foreAftT"],
  },
  transition: {
    meaning: "from one set of edges to the other, smooth, in rhythm and without a pause",
    measures: ["edgeChangeS", "durationS", "completionS"],
  },
  inclination: {
    meaning: "the whole body tips into the turn, as far as speed and radius ask for",
    measures: ["inclinationDeg"],
  },
  angulation: {
    meaning: "the legs tip further than the trunk, which stays over the outside ski",
    measures: ["angulationDeg", "levelDifferenceDeg"],
  },
  longShortLeg: {
    meaning: "a long outside leg and a short inside leg at the apex",
    measures: ["legLengthRatio", "kneeFlexionOutsideDeg", "kneeFlexionInsideDeg"],
  },
  fallLinePressure: {
    meaning: "most of the turn's work is done early, towards the fall line, not at its end",
    measures: ["apexPosition", "initiationS", "shapingS", "completionS"],
  },
  edgeAngle: {
    meaning: "both skis tip alike, early and steadily",
    measures: ["shinMatchDeg", "aFrameRatio", "buildRateDegPerS", "timeToShapingS"],
  },
  outsideSki: {
    meaning: "balance against the outside ski through the turn",
    measures: ["stanceWidthRatio", "legLengthRatio"],
  },
};
