/** A figure the model counts with. `assumed` ones say what they rest on until somebody measures them. */
export interface Figure {
  value: number;
  unit: string;
  certainty: "measured" | "assumed";
  on: string;
  /** The command that measured it, or the reason for the assumption. */
  how: string;
}

const measured = (value: number, unit: string, how: string): Figure => ({
  value,
  unit,
  certainty: "measured",
  on: "2026-11-24",
  how,
});
const assumed = (value: number, unit: string, how: string): Figure => ({
  ...measured(value, unit, how),
  certainty: "assumed",
});

const ANALYZE =
  "npm run analyze -- slalom-1080p30.mp4 --out folder (the 10 s clip of bench/clips.ts, 11 turns)";

export const MEASURED = {
  analysisSecondsPerClipSecond: measured(
    0.9,
    "s/s",
    "npm run bench -- analysis, 1080p30 on two x86 cores (8.6 to 8.9 s for 10 s of clip). Lambda's 7,076 MB come with four arm64 vCPU; they are counted as no faster than those two cores",
  ),
  workerMemoryMiB: measured(970, "MiB", "npm run bench -- analysis, peak memory of 1080p30"),
  lambdaMemoryMiB: assumed(
    7_076,
    "MiB",
    "what infra gives the worker: four vCPU, seven times the memory it needs",
  ),
  startSeconds: assumed(
    4,
    "s",
    "npm run bench says 2 s for the networks; Node and native parts load in two more",
  ),
  coachSeconds: assumed(8, "s", "one answer of about 700 tokens; the worker waits for it"),
  longClipShare: assumed(
    0.05,
    "of runs",
    "with worker=both: clips above a gigabyte, which are minutes of 4K; none in clubs that film in full HD",
  ),
  idleTaskSeconds: assumed(
    180,
    "s",
    "a container of the worker starts and, when the queue is empty, waits for two minutes to be stopped",
  ),
  attemptsPerAnalysis: assumed(
    1.05,
    "",
    "passing faults and workers that died; npm run test:faults shows more on bad days",
  ),

  clipBytesPerSecond: measured(
    1_765_000,
    "B/s",
    "the size of bench/clips.ts's ten seconds of 1080p30, at 14 Mbit/s as phones write it",
  ),
  derivedFixedBytes: measured(294_000, "B", `${ANALYZE}: poster, montage, track`),
  derivedBytesPerTurn: measured(37_400, "B", `${ANALYZE}: one apex still`),
  turnsPerClipSecond: measured(1.1, "1/s", ANALYZE),
  resultBytes: measured(46_000, "B", `${ANALYZE} --json; a row holds it once more as turns`),
  storageReadsPerAnalysis: assumed(
    12,
    "reads",
    "the proxy of npm run test:faults sees about eight calls for a photo or a short clip, writes included; a read for each further second of clip is counted besides",
  ),
  copiesPlayed: assumed(
    0.5,
    "of runs",
    "half of the phones write HEVC or QuickTime, which needs a copy for browsers",
  ),

  tokensIn: assumed(
    18_500,
    "tokens",
    "a question of 33 turns (30 s) with five earlier runs has 40,852 letters (measured 2026-11-26), mostly digits and so counted as three to a token, and twelve stills of 480x640 at 410 each. Nova 2 bills a still less; the seldom second question is not in it. To be replaced by what Analysis.cost records",
  ),
  tokensOut: assumed(700, "tokens", "one focus, strengths and notes"),

  insightsPerCluster: assumed(
    35,
    "metrics",
    "Container Insights of a cluster with one service, billed as custom metrics: about a dozen each for the cluster, the service and the task family",
  ),
  wakeAcuHours: assumed(
    0.05,
    "ACU-hours",
    "a sweep wakes a sleeping database, which stays up at half a unit for five minutes after it and a minute around it",
  ),

  viewsPerRun: assumed(4, "views", "athlete and coach, twice each"),
  requestsPerView: assumed(25, "requests", "playback in ranges, poster, montage, stills"),
  responseBytes: assumed(
    15_000,
    "B",
    "pages with their data and API answers; static files are cached for a year",
  ),
  requestMs: assumed(60, "ms", "three queries and rendering, on a warm server"),
  requestDatabaseIo: assumed(1, "I/O", "indexes stay in memory"),
  acuHoursPerMillionRequests: assumed(40, "ACU-hours", "above the half unit that is always there"),
  logBytesPerRequest: assumed(450, "B", "one line of lib/api/route.ts and one of metrics"),
  logBytesPerAnalysis: assumed(6_000, "B", "about a dozen lines with the metrics"),
  monthsKept: assumed(12, "months", "a season and the summer after it"),
} as const satisfies Record<string, Figure>;
export type FigureName = keyof typeof MEASURED;

/** The bare number of a figure. */
export const figure = (name: FigureName): number => MEASURED[name].value;
