import type { CoachingCost, Feedback } from "@/lib/analyses/schema";
import type { CoachingMaterial } from "./material";

export interface WrittenFeedback {
  feedback: Feedback;
  /** Null when the engine calls no model. */
  cost: CoachingCost | null;
}

export interface CoachingEngine {
  /** Whether stills are part of the material; they are cut only then. */
  readonly needsStills: boolean;
  /**
   * Returns feedback that states only what was measured. When a model fails, the rules engine writes instead.
   * @throws the reason of `signal` when it aborts; AppError `internal` when the rules engine is not grounded
   */
  write(material: CoachingMaterial, signal: AbortSignal): Promise<WrittenFeedback>;
}
