import { requireSettings } from "@/lib/start";
import { reconcile, type SweepReport } from "./reconcile";

requireSettings("worker");

/** Runs one sweep for the schedule of a Lambda function. */
export const handler = (): Promise<SweepReport> => reconcile();
