import type { Feedback } from "@/lib/analyses/schema";
import { AppError } from "@/lib/errors";
import type { CoachedAnalysis } from "./analysis";
import { checkGrounded } from "./grounding";
import { rulesCoach } from "./rules";

/** Anything that reads an analysis and gives feedback; it may take its time. */
export type Coach = (analysis: CoachedAnalysis) => Feedback | Promise<Feedback>;

/** The coaches there are, by the name the page shows. */
const COACHES = { rules: rulesCoach } as const satisfies Record<string, Coach>;
export type CoachEngine = keyof typeof COACHES;

/**
 * Feedback by one coach, checked against the analysis before anybody sees it. Changes nothing, so it may run twice.
 * Throws AppError `internal` when the coach said something that was not measured.
 */
export async function coach(analysis: CoachedAnalysis, engine: CoachEngine): Promise<Feedback> {
  const feedback = await COACHES[engine](analysis);
  const violations = checkGrounded(feedback, analysis);
  if (violations.length > 0) {
    throw new AppError("internal", `The ${engine} coach is not grounded: ${violations.join(" ")}`);
  }
  return feedback;
}
