/** Where the file a person uploaded lies. Built from ids only, never from the file's own name. */
export const originalKey = (runId: string, extension: string): string =>
  `runs/${runId}/original.${extension}`;

/** Where a file made by one analysis lies. Another analysis of the same run writes beside it, never over it. */
export const artifactKey = (runId: string, analysisId: string, name: string): string =>
  `runs/${runId}/${analysisId}/${name}`;

/** Matches the key of every original, in the wildcard syntax of IAM, EventBridge and CloudFront. */
export const ORIGINAL_KEY_PATTERN = originalKey("*", "*");

/** Matches the key of everything stored for a run. */
export const RUN_KEY_PATTERN = "runs/*";
