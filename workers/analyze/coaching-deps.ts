import { type ClaimedAnalysis, earlierResults } from "@/lib/analyses/worker-service/claims";
import type { BedrockDeps } from "@/lib/coaching/bedrock";
import { processBudget } from "@/lib/coaching/budget";
import { earlierRunOf } from "@/lib/coaching/history";
import { sharedBudget } from "@/lib/coaching/worker-service";
import { env } from "@/lib/env";

const EARLIER_RUNS = 5;

/**
 * Returns what the coaching engine needs for a claimed analysis: the budget of all workers and the athlete's
 * earlier runs.
 */
export function claimedDeps(claimed: ClaimedAnalysis): BedrockDeps {
  const { analysisId, runId, objectKey, contentType, sizeBytes, kind } = claimed;
  return {
    budget: sharedBudget({ analysisId }),
    earlierRuns: async () =>
      (await earlierResults(runId, EARLIER_RUNS)).flatMap((result) => earlierRunOf(result) ?? []),
    clip: kind === "video" ? { bucket: env.MEDIA_BUCKET, key: objectKey, contentType, sizeBytes } : null,
  };
}

/**
 * Returns what the coaching engine needs without a database: a budget of this process, no earlier runs and no
 * clip.
 */
export const standaloneDeps = (): BedrockDeps => ({
  budget: processBudget(),
  earlierRuns: async () => [],
  clip: null,
});
