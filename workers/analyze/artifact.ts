import type { ArtifactName, Stage } from "@/lib/analyses/schema";

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
  /** Called once for each file as soon as it exists, and again for the poster when a better one is known. */
  onArtifact(artifact: Artifact): Promise<void>;
}
