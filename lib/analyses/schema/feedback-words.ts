/** The nine concepts that coaches teach (US Ski & Snowboard). */
export const CONCEPTS = {
  upperBody: "Upper body facing downhill",
  ankleFlexion: "Equal ankle flexion",
  transition: "Transition",
  inclination: "Inclination",
  angulation: "Angulation",
  longShortLeg: "Long leg, short leg",
  fallLinePressure: "Pressure in the fall line",
  edgeAngle: "Edge angle",
  outsideSki: "Balance against the outside ski",
} as const;
export type Concept = keyof typeof CONCEPTS;

const NOT_NOW = "Analyse the run again later to ask it once more.";

/** Why the rules engine wrote in place of the AI coach, in words for the page. */
export const STAND_IN_REASONS = {
  spent: "this month's budget for it is spent. It is back next month.",
  throttled: `it was too busy. ${NOT_NOW}`,
  timedOut: `it did not answer in time. ${NOT_NOW}`,
  unavailable: `it could not be reached. ${NOT_NOW}`,
  unaccounted: `its cost could not be recorded. ${NOT_NOW}`,
  quota: `its quota is used up. ${NOT_NOW}`,
  refused: "it would not comment on these pictures.",
  truncated: "its answer was cut off.",
  malformed: "its answer could not be read.",
  ungrounded: "it said things that were not measured.",
  nothingMeasured: "nothing was measured that it could read.",
  modelGone: "the model it uses is not available. The operator of this server can choose another.",
  denied: "this server may not use it. Its operator can allow that.",
  invalid: "it did not accept the question. The operator of this server finds the cause in the log.",
  notSetUp: "it is not set up. The operator of this server can name a model and its prices.",
} as const;
export type StandInReason = keyof typeof STAND_IN_REASONS;

/** Fewer turns are not compared with each other. */
export const LEAST_TURNS = 4;

/** Returns the headline of feedback on a clip without a focus. */
export const whyNoFocus = (turnCount: number): string =>
  turnCount === 0
    ? "No turns to compare."
    : turnCount < LEAST_TURNS
      ? "Too few turns to compare."
      : "No single thing stands out.";

interface FeedbackAuthor {
  engine: "rules" | "bedrock";
  stoodInFor?: { reason: StandInReason };
}

/** Returns sentences for a person: the author of the feedback, and why it was not the AI coach. */
export function authorWords({ engine, stoodInFor }: FeedbackAuthor): string {
  if (engine === "bedrock") return "Written by an AI coach that saw the numbers and stills of this run.";
  const author = "Written by the rules coach, from the numbers of this run.";
  return stoodInFor
    ? `${author} The AI coach did not write it: ${STAND_IN_REASONS[stoodInFor.reason]}`
    : author;
}
