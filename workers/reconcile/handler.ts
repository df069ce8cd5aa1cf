import { requireSettings } from "@/lib/start";
import { reconcile, type SweepReport } from "./reconcile";

requireSettings("worker");

export const handler = (): Promise<SweepReport> => reconcile();
