import pRetry from "p-retry";
import type { Ledger } from "./bedrock";
import { closeCall, insertCall, type MonthRow, sumMonths } from "./repo";

/** A worker's side of coaching: it acts for nobody, so no access is checked here. */

const MICRO = 1_000_000;
const CLOSE_RETRY = { retries: 3, minTimeout: 200 };

/** The ledger of all workers together: a call is refused that might take this month (UTC) past `monthlyUsd`. */
export const sharedLedger = (options: { analysisId: string; monthlyUsd: number }): Ledger => ({
  open: ({ modelId, atMost }) =>
    insertCall({ analysisId: options.analysisId, modelId, ...atMost }, options.monthlyUsd * MICRO),
  close: (call, end) => pRetry(() => closeCall(call, end), CLOSE_RETRY),
});

/** What models have cost, by month (UTC), the latest first. */
export const monthlySpending = (months = 12): Promise<MonthRow[]> => sumMonths(months);
