import type { ArtifactName, CoachingCost, Stage } from "@/lib/analyses/schema";

/** A derived file: its bytes or its path on disk. `atS` is the time in the clip that an image shows. */
export interface Artifact {
  name: ArtifactName;
  contentType: string;
  contentEncoding?: string;
  content: { bytes: Uint8Array } | { filePath: string };
  atS: number | null;
}

export interface PipelineHooks {
  signal?: AbortSignal;
  onProgress?(stage: Stage, percent: number): void;
  /** Called once; null when the engine calls no model. */
  onCoachingCost?(cost: CoachingCost | null): void;
  /** Called once per file as soon as it exists; again for the poster when a better moment is known. */
  onArtifact(artifact: Artifact): Promise<void>;
}
