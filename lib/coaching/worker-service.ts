import pRetry from "p-retry";
import { MICRO_PER_USD, type ModelBudget } from "./budget";
import { closeCall, insertCall } from "./repo";

const SETTLE_RETRY = { retries: 3, minTimeout: 200 };

/** Returns the budget that all workers share, by calendar month (UTC), for the calls of one analysis. */
export const sharedBudget = ({ analysisId }: { analysisId: string }): ModelBudget => ({
  reserve: ({ modelId, highest, monthlyUsd }) =>
    insertCall({ analysisId, modelId, ...highest }, monthlyUsd * MICRO_PER_USD),
  settle: (callId, end) => pRetry(() => closeCall(callId, end), SETTLE_RETRY),
});
