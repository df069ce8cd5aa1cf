import type { Feedback } from "@/lib/analyses/schema";
import { AppError } from "@/lib/errors";
import type { CoachingEngine } from "./engine";
import { factsOf } from "./facts";
import { groundingFaults } from "./grounding";
import type { CoachingMaterial } from "./material";
import { writeByRules } from "./rules";

/** Returns the feedback of the rules engine. @throws AppError internal when it is not grounded */
export function rulesFeedback({ analysis }: Pick<CoachingMaterial, "analysis">): Feedback {
  const facts = factsOf(analysis);
  const feedback = writeByRules(facts);
  const faults = groundingFaults(feedback, facts);
  if (faults.length > 0)
    throw new AppError("internal", `The rules engine is not grounded: ${faults.join(" ")}`);
  return feedback;
}

export const rulesEngine: CoachingEngine = {
  needsStills: false,
  write: async (material) => ({ feedback: rulesFeedback(material), cost: null }),
};
