/**
 * The steps of the pipeline in their order. `label` is shown on the page; `from` is the percent at its start.
 */
export const STAGES = {
  waiting: { label: "Waiting for its turn", from: 0 },
  probe: { label: "Reading the file", from: 1 },
  track: { label: "Finding and following the skier", from: 5 },
  measure: { label: "Measuring the turns", from: 78 },
  stills: { label: "Cutting out the apexes", from: 80 },
  coach: { label: "Choosing what to work on", from: 86 },
  playback: { label: "Preparing the video", from: 90 },
  store: { label: "Saving", from: 98 },
} as const satisfies Record<string, { label: string; from: number }>;
export type Stage = keyof typeof STAGES;
