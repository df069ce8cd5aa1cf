import type { Evidence, Finding } from "@/lib/analyses/schema";

/** A finding with what it rests on. `size` is how many standard errors it has; 0 where that says nothing. */
export interface SupportedFinding {
  finding: Finding;
  size: number;
  evidence: Evidence[];
}

type WithoutId<T> = T extends Finding ? Omit<T, "id"> : never;

/** A finding before it is numbered. */
export type FindingDraft = Omit<SupportedFinding, "finding"> & { finding: WithoutId<Finding> };
