/** An input of the cost model. An `assumed` figure gives the reason for its value. */
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

export const FIGURES = {
  analysisSecondsPerClipSecond: measured(
    0.9,
    "s/s",
    "npm run bench -- analysis, 1080p30 on two x86 cores (8.6 to 8.9 s for 10 s of clip). Lambda's 7,076 MB come with four arm64 vCPU, which are taken to be as fast as those two cores",
  ),
  startSeconds: assumed(
    4,
    "s",
    "npm run bench measures 2 s for the models; Node.js and native libraries take two more",
  ),
  feedbackSeconds: assumed(8, "s", "one response of about 700 tokens; the worker waits for it"),
  longClipShare: assumed(
    0.05,
    "of runs",
    "with worker=both: clips above 1 GB, which are minutes of 4K; none in clubs that film in full HD",
  ),
  idleTaskSeconds: assumed(
    180,
    "s",
    "a worker task starts, and runs for two more minutes after the queue is empty",
  ),
  attemptsPerAnalysis: assumed(
    1.05,
    "",
    "transient errors and lost workers; npm run test:faults causes more",
  ),

  clipBytesPerSecond: measured(
    1_765_000,
    "B/s",
    "the ten-second 1080p30 clip of bench/clips.ts, at a phone's 14 Mbit/s",
  ),
  derivedFixedBytes: measured(294_000, "B", `${ANALYZE}: poster, montage, track`),
  derivedBytesPerTurn: measured(37_400, "B", `${ANALYZE}: one apex still`),
  turnsPerClipSecond: measured(1.1, "1/s", ANALYZE),
  resultBytes: measured(46_000, "B", `${ANALYZE} --json; stored twice, as JSON and as rows of Turn`),
  storageReadsPerAnalysis: assumed(
    12,
    "reads",
    "the proxy of npm run test:faults records about eight requests for a photo or a short clip, writes included; one read per second of clip is added",
  ),
  copiesPlayed: assumed(
    0.5,
    "of runs",
    "half of the phones record HEVC or QuickTime, which needs a playback copy",
  ),

  tokensIn: assumed(
    18_500,
    "tokens",
    "a prompt with 33 turns (30 s) and five earlier runs has 40,852 characters (measured 2026-11-26), mostly digits and so three to a token, and twelve stills of 480x640 at 410 tokens each. Nova 2 bills less per still; the rare repair request is not included. Analysis.cost records the real number",
  ),
  tokensOut: assumed(700, "tokens", "one focus, strengths and notes"),

  insightsPerCluster: assumed(
    35,
    "metrics",
    "Container Insights of a cluster with one service, billed as custom metrics: about a dozen each for the cluster, the service and the task family",
  ),
  resumeAcuHours: assumed(
    0.05,
    "ACU-hours",
    "a sweep resumes a paused database, which runs at 0.5 ACU for one minute and pauses after five minutes without connections",
  ),

  viewsPerRun: assumed(4, "views", "athlete and coach, twice each"),
  requestsPerView: assumed(25, "requests", "playback in ranges, poster, montage, stills"),
  responseBytes: assumed(15_000, "B", "pages and API responses; static files are cached for a year"),
  requestMs: assumed(60, "ms", "three queries and rendering, on a warm server"),
  requestDatabaseIo: assumed(1, "I/O", "indexes stay in memory"),
  acuHoursPerMillionRequests: assumed(40, "ACU-hours", "above the minimum capacity of 0.5 ACU"),
  logBytesPerRequest: assumed(450, "B", "one line of lib/api/route.ts and one line of metrics"),
  logBytesPerAnalysis: assumed(6_000, "B", "about a dozen lines with the metrics"),
  monthsKept: assumed(12, "months", "a season and the following summer"),
} as const satisfies Record<string, Figure>;
export type FigureName = keyof typeof FIGURES;

/** Returns the value of a figure without its unit. */
export const figure = (name: FigureName): number => FIGURES[name].value;
