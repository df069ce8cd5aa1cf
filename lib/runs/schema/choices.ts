// Without zod: the browser loads these.

export const DISCIPLINES = {
  SL: "Slalom",
  GS: "Giant slalom",
  SG: "Super-G",
  DH: "Downhill",
  FREE: "Free skiing",
} as const;
export type Discipline = keyof typeof DISCIPLINES;

/** What the library filters by: the run's own state and that of its latest analysis as one word. */
export const LIBRARY_STATES = {
  uploading: "Uploading",
  waiting: "Waiting",
  running: "Analysing",
  ready: "Ready",
  failed: "Needs attention",
} as const;
export type LibraryState = keyof typeof LIBRARY_STATES;
