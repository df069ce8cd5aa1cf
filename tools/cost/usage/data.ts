import type { ResourceCounts } from "../count-resources";
import { figure } from "../figures";
import { type Deployment, GB, HOURS, type UsageLine, usage } from "./types";

/** Aurora: the minimum capacity, what requests and sweeps add, and storage. */
export function database(deployment: Deployment, counts: ResourceCounts): UsageLine[] {
  const { runsPerMonth, requestsPerMonth } = deployment;
  const { databaseInstances, minAcu, sweepsPerHour } = counts;
  const rowsGb = 1 + (runsPerMonth * figure("monthsKept") * 2 * figure("resultBytes")) / GB;
  const busyHours = (requestsPerMonth / 1e6) * figure("acuHoursPerMillionRequests");
  const io = requestsPerMonth * figure("requestDatabaseIo") + runsPerMonth * 200;
  const idleHours =
    minAcu > 0 ? HOURS * minAcu * databaseInstances : HOURS * sweepsPerHour * figure("resumeAcuHours");
  const what =
    minAcu > 0
      ? `minimum capacity of ${databaseInstances === 1 ? "one instance" : `${databaseInstances} instances`}, and requests`
      : "resumed by every sweep, and requests";
  return [
    usage("aurora", "acuHour", what, idleHours + busyHours),
    usage("aurora", "auroraStorage", "rows", rowsGb),
    usage("aurora", "auroraBackup", "14 days of backups", rowsGb * 0.5),
    usage("aurora", "auroraIo", "reads and writes", io),
  ];
}

/** Bytes of one run: the original, and the files of its analyses. */
function bytesOf({ clipSeconds }: Deployment): {
  original: number;
  playbackCopy: number;
  small: number;
  files: number;
} {
  const original = clipSeconds * figure("clipBytesPerSecond");
  const turns = clipSeconds * figure("turnsPerClipSecond");
  return {
    original,
    playbackCopy: original * figure("copiesPlayed"),
    small: figure("derivedFixedBytes") + turns * figure("derivedBytesPerTurn"),
    files: 4 + turns,
  };
}

/** S3 requests for one run. */
function s3RequestsOf(deployment: Deployment): { reads: number; writes: number } {
  const { original, files } = bytesOf(deployment);
  const parts = Math.ceil(original / 8e6) + 2;
  return { reads: figure("storageReadsPerAnalysis") + deployment.clipSeconds, writes: parts + files };
}

/** Returns the S3 data events of a month, including those of CloudFront's fetches. */
export function s3DataEvents(deployment: Deployment): number {
  const { reads, writes } = s3RequestsOf(deployment);
  const fetched = figure("viewsPerRun") * figure("requestsPerView");
  return deployment.runsPerMonth * (reads + writes + fetched);
}

/** S3: the clips of a year in Intelligent-Tiering, and requests. */
export function storage(deployment: Deployment): UsageLine[] {
  const { runsPerMonth } = deployment;
  const { original, playbackCopy, small } = bytesOf(deployment);
  const clipsGb = (runsPerMonth * (original + playbackCopy)) / GB;
  const months = figure("monthsKept");
  // Intelligent-Tiering neither monitors nor moves objects below 128 KB.
  const smallGb = (runsPerMonth * months * small) / GB;
  const { reads, writes } = s3RequestsOf(deployment);
  return [
    usage("s3", "s3Frequent", "clips of this month, and small files", clipsGb + smallGb),
    usage("s3", "s3Infrequent", "clips not played for a month", clipsGb * Math.min(2, months - 1)),
    usage("s3", "s3Archive", "clips not played for three months", clipsGb * Math.max(0, months - 3)),
    usage("s3", "s3Monitoring", "monitored clips", runsPerMonth * months * (1 + figure("copiesPlayed"))),
    usage("s3", "s3Write", "parts and derived files", runsPerMonth * writes),
    usage("s3", "s3Read", "range reads of clips", runsPerMonth * reads),
  ];
}

/** CloudFront: playback. */
export function delivery(deployment: Deployment): UsageLine[] {
  const { original, small } = bytesOf(deployment);
  const views = deployment.runsPerMonth * figure("viewsPerRun");
  return [
    usage("cloudfront", "cloudfrontOut", "playback", (views * (original + small)) / GB),
    usage("cloudfront", "cloudfrontRequest", "requests", views * figure("requestsPerView")),
  ];
}
