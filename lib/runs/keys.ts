/** Returns the key of an uploaded file. Built from ids only, never from the file's own name. */
export const originalKey = (runId: string, extension: string): string =>
  `runs/${runId}/original.${extension}`;

/** Returns the key of a file derived by one analysis. Another analysis of the same run has other keys. */
export const artifactKey = (runId: string, analysisId: string, name: string): string =>
  `runs/${runId}/${analysisId}/${name}`;

/** Matches the key of every original, in the wildcard syntax of IAM, EventBridge and CloudFront. */
export const ORIGINAL_KEY_PATTERN = originalKey("*", "*");

/** Matches the key of everything stored for a run. */
export const RUN_KEY_PATTERN = "runs/*";

export const originalAt = (objectKey: string) => ({ bucket: "originals", key: objectKey }) as const;

export const artifactAt = (runId: string, analysisId: string, name: string) =>
  ({ bucket: "derived", key: artifactKey(runId, analysisId, name) }) as const;
