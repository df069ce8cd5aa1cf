import type { CoachCost, Feedback } from "@/lib/analyses/schema";
import { AppError } from "@/lib/errors";
import { count } from "@/lib/telemetry/metrics";
import { type BedrockDesk, bedrockCoach, type CoachMaterial } from "./bedrock";
import { checkGrounded } from "./grounding";
import { rulesCoach } from "./rules";

export type { BedrockDesk, CoachMaterial, Ledger, Prices, Spend } from "./bedrock";
export { chooseMoments, type Moment, type MomentStill } from "./moments";

/** Who is to write. Bedrock without a desk is one that is wanted but not set up. */
export type CoachChoice = { engine: "rules" } | { engine: "bedrock"; desk: BedrockDesk | null };

export interface Coached {
  feedback: Feedback;
  /** Null when no model was to be asked. */
  cost: CoachCost | null;
}

/**
 * Feedback by the chosen coach, checked against the analysis before anybody sees it. When a model gives none that can be
 * used, the rules write it and the feedback says for whom they stand in and why: no fault of a model is one of the analysis.
 * Throws AppError `internal` when the rules said something that was not measured, or the reason of `signal`.
 */
export async function coach(
  material: CoachMaterial,
  choice: CoachChoice,
  signal: AbortSignal = new AbortController().signal,
): Promise<Coached> {
  if (choice.engine === "rules") return { feedback: byRules(material), cost: null };
  if (!choice.desk) return { feedback: standIn(material, "notSetUp"), cost: null };
  const outcome = await bedrockCoach(material, choice.desk, signal);
  const { cost } = outcome;
  return { feedback: outcome.feedback ?? standIn(material, outcome.failed.reason), cost };
}

function byRules({ analysis }: CoachMaterial): Feedback {
  const feedback = rulesCoach(analysis);
  const violations = checkGrounded(feedback, { analysis });
  if (violations.length > 0) {
    throw new AppError("internal", `The rules coach is not grounded: ${violations.join(" ")}`);
  }
  return feedback;
}

function standIn(material: CoachMaterial, reason: NonNullable<Feedback["stoodInFor"]>["reason"]): Feedback {
  count("CoachFallback", 1, { Reason: reason });
  return { ...byRules(material), stoodInFor: { engine: "bedrock", reason } };
}
