import type { Evidence, Finding } from "@/lib/analyses/schema";

/** A finding with its evidence. `size`: its effect in standard errors; 0 where that does not apply. */
export interface SupportedFinding {
  finding: Finding;
  size: number;
  evidence: Evidence[];
}

type WithoutId<T> = T extends Finding ? Omit<T, "id"> : never;

/** A finding before it is numbered. */
export type FindingDraft = Omit<SupportedFinding, "finding"> & { finding: WithoutId<Finding> };
