/** Where the file a person uploaded lies. Built from ids only, never from the file's own name. */
export const originalKey = (runId: string, extension: string): string =>
  `runs/${runId}/original.${extension}`;

/** Where a file made by one analysis lies. Another analysis of the same run writes beside it, never over it. */
export const artifactKey = (runId: string, analysisId: string, name: string): string =>
  `runs/${runId}/${analysisId}/${name}`;
