export type { CoachedAnalysis } from "./analysis";
export { checkGrounded } from "./grounding";
export { rulesCoach } from "./rules";
export { type Coach, type CoachEngine, coach } from "./service";
