// Without zod: the browser loads these.

export const DISCIPLINES = {
  SL: "Slalom",
  GS: "Giant slalom",
  SG: "Super-G",
  DH: "Downhill",
  FREE: "Free skiing",
} as const;
export type Discipline = keyof typeof DISCIPLINES;

/** States by which the library filters, derived from a run and its latest analysis. */
export const LIBRARY_STATES = {
  uploading: "Uploading",
  waiting: "Waiting",
  running: "Analysing",
  ready: "Ready",
  failed: "Needs attention",
} as const;
export type LibraryState = keyof typeof LIBRARY_STATES;
