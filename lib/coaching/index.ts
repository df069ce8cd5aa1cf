export type { CoachedAnalysis, EarlierRun } from "./analysis";
export { checkGrounded } from "./grounding";
export { rulesCoach } from "./rules";
export { type CoachChoice, type Coached, coach } from "./service";
