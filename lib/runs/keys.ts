/** Returns the key of an uploaded file, built from ids and not from the file's name. */
export const originalKey = (runId: string, extension: string): string =>
  `runs/${runId}/original.${extension}`;

export const artifactKey = (runId: string, analysisId: string, name: string): string =>
  `runs/${runId}/${analysisId}/${name}`;

/** Matches the key of every original, in the wildcard syntax of IAM, EventBridge and CloudFront. */
export const ORIGINAL_KEY_PATTERN = originalKey("*", "*");

/** Matches the key of everything stored for a run. */
export const RUN_KEY_PATTERN = "runs/*";

export const originalAt = (objectKey: string) => ({ bucket: "originals", key: objectKey }) as const;

export const artifactAt = (runId: string, analysisId: string, name: string) =>
  ({ bucket: "derived", key: artifactKey(runId, analysisId, name) }) as const;
