import type { ArtifactName, CoachCost, Stage } from "@/lib/analyses/schema";

/** A file made from the run: its bytes, or where on disk it lies. `atS` is the moment an image shows. */
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
  /** Called once; null when no model was to be asked. */
  onCoachingCost?(cost: CoachCost | null): void;
  /** Called once per file as soon as it exists; again for the poster when a better moment is known. */
  onArtifact(artifact: Artifact): Promise<void>;
}
