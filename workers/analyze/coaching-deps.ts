import { type ClaimedAnalysis, earlierResults } from "@/lib/analyses/worker-service/claims";
import type { BedrockDeps } from "@/lib/coaching/bedrock";
import { processBudget } from "@/lib/coaching/budget";
import { earlierRunOf } from "@/lib/coaching/history";
import { sharedBudget } from "@/lib/coaching/worker-service";
import { env } from "@/lib/env";

const EARLIER_RUNS = 5;

/** Returns the dependencies for a claimed analysis, with the shared budget and the athlete's earlier runs. */
export function claimedDeps(claimed: ClaimedAnalysis): BedrockDeps {
  const { analysisId, runId, objectKey, contentType, sizeBytes, kind } = claimed;
  return {
    budget: sharedBudget({ analysisId }),
    earlierRuns: async () =>
      (await earlierResults(runId, EARLIER_RUNS)).flatMap((result) => earlierRunOf(result) ?? []),
    clip: kind === "video" ? { bucket: env.MEDIA_BUCKET, key: objectKey, contentType, sizeBytes } : null,
  };
}

/** Returns the dependencies for use without a database. */
export const standaloneDeps = (): BedrockDeps => ({
  budget: processBudget(),
  earlierRuns: async () => [],
  clip: null,
});
