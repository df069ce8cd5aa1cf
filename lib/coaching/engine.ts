import type { CoachCost, Feedback } from "@/lib/analyses/schema";
import type { CoachingMaterial } from "./material";

export interface WrittenFeedback {
  feedback: Feedback;
  /** Null when no model was to be asked. */
  cost: CoachCost | null;
}

/** Writes the feedback on a run. */
export interface CoachingEngine {
  /** Whether stills are part of the material; they are cut only then. */
  readonly needsStills: boolean;
  /**
   * Returns feedback that says only what was measured. No fault of a model makes it throw: the rules write
   * instead.
   * @throws the reason of `signal` when it aborts; AppError `internal` when the rules engine states what was
   * not measured.
   */
  write(material: CoachingMaterial, signal: AbortSignal): Promise<WrittenFeedback>;
}
