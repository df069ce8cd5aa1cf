import { reconcile, type SweepReport } from "./reconcile";

/** Runs one sweep for the schedule of a Lambda function. */
export const handler = (): Promise<SweepReport> => reconcile();
