import { figure } from "../measured";
import { countsOf } from "./counts";
import { type Deployment, GB, HOURS, type Usage, use } from "./types";

/** Aurora: what is always awake, what requests and sweeps wake up, and what it keeps. */
export function database(deployment: Deployment): Usage[] {
  const { runsPerMonth, requestsPerMonth } = deployment;
  const { databases, leastAcu, sweepsPerHour } = countsOf(deployment);
  const rowsGb = 1 + (runsPerMonth * figure("monthsKept") * 2 * figure("resultBytes")) / GB;
  const busyHours = (requestsPerMonth / 1e6) * figure("acuHoursPerMillionRequests");
  const io = requestsPerMonth * figure("requestDatabaseIo") + runsPerMonth * 200;
  const acuHours =
    leastAcu > 0
      ? HOURS * leastAcu * databases + busyHours
      : HOURS * sweepsPerHour * figure("wakeAcuHours") + busyHours;
  return [
    use(
      "aurora",
      "acuHour",
      leastAcu > 0
        ? `half a unit always${databases > 1 ? ", twice" : ""}, more when busy`
        : "woken by every sweep, and when busy",
      acuHours,
    ),
    use("aurora", "auroraStorage", "rows", rowsGb),
    use("aurora", "auroraBackup", "14 days of backups", rowsGb * 0.5),
    use("aurora", "auroraIo", "reads and writes", io),
  ];
}

/** Bytes of one run: the original, and what analyses make of it. */
function bytesOf({ clipSeconds }: Deployment): {
  original: number;
  copy: number;
  small: number;
  files: number;
} {
  const original = clipSeconds * figure("clipBytesPerSecond");
  const turns = clipSeconds * figure("turnsPerClipSecond");
  return {
    original,
    copy: original * figure("copiesPlayed"),
    small: figure("derivedFixedBytes") + turns * figure("derivedBytesPerTurn"),
    files: 4 + turns,
  };
}

/** Calls to storage for one run. */
function callsOf(deployment: Deployment): { reads: number; writes: number } {
  const { original, files } = bytesOf(deployment);
  const parts = Math.ceil(original / 8e6) + 2;
  return { reads: figure("storageReadsPerAnalysis") + deployment.clipSeconds, writes: parts + files };
}

/** Calls to both buckets in a month, which the audit trail writes down; what CloudFront fetches of views, too. */
export function storageCalls(deployment: Deployment): number {
  const { reads, writes } = callsOf(deployment);
  const fetched = figure("viewsPerRun") * figure("requestsPerView");
  return deployment.runsPerMonth * (reads + writes + fetched);
}

/** S3: a year of clips, cooling down, and what asking for them costs. */
export function storage(deployment: Deployment): Usage[] {
  const { runsPerMonth } = deployment;
  const { original, copy, small } = bytesOf(deployment);
  const clipsGb = (runsPerMonth * (original + copy)) / GB;
  const months = figure("monthsKept");
  // Files below 128 KB stay where reading is cheap and are not watched, whatever their age.
  const smallGb = (runsPerMonth * months * small) / GB;
  const { reads, writes } = callsOf(deployment);
  return [
    use("s3", "s3Frequent", "clips of this month, and small files", clipsGb + smallGb),
    use("s3", "s3Infrequent", "clips not watched for a month", clipsGb * Math.min(2, months - 1)),
    use("s3", "s3Archive", "clips not watched for three", clipsGb * Math.max(0, months - 3)),
    use("s3", "s3Monitoring", "watching clips", runsPerMonth * months * (1 + figure("copiesPlayed"))),
    use("s3", "s3Write", "parts and derived files", runsPerMonth * writes),
    use("s3", "s3Read", "reading clips in ranges", runsPerMonth * reads),
  ];
}

/** CloudFront: runs watched. */
export function delivery(deployment: Deployment): Usage[] {
  const { original, small } = bytesOf(deployment);
  const views = deployment.runsPerMonth * figure("viewsPerRun");
  return [
    use("cloudfront", "cloudfrontOut", "runs watched", (views * (original + small)) / GB),
    use("cloudfront", "cloudfrontRequest", "requests", views * figure("requestsPerView")),
  ];
}
