import { reconcile, type SweepReport } from "@/workers/reconcile/reconcile";

/** One sweep; the schedule calls it, and on a laptop a timer does. */
export const handler = (): Promise<SweepReport> => reconcile();
