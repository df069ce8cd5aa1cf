import type { Stage } from "@/lib/analyses/schema";
import { extendLease, reportProgress } from "@/lib/analyses/worker-service";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { LeaseLost } from "./fault";

const REPORT_EVERY_MS = 1_000;

/**
 * Keeps an analysis claimed while it is worked on and tells its row how far it is.
 *
 * A database that does not answer is no reason to stop: the work goes on and the claim is asked for again at the next
 * beat. Only the row's own word, that someone else holds it or that it is gone, aborts `signal`.
 */
export class Lease {
  private readonly abort = new AbortController();
  private readonly beat: NodeJS.Timeout;
  private lastReportAt = 0;
  private last: { stage: Stage; percent: number } = { stage: "probe", percent: 0 };
  private readonly stop = (): void => this.abort.abort(this.outer?.reason);

  constructor(
    private readonly analysisId: string,
    private readonly leaseId: string,
    private readonly outer?: AbortSignal,
  ) {
    if (outer?.aborted) this.stop();
    else outer?.addEventListener("abort", this.stop, { once: true });
    this.beat = setInterval(() => void this.extend(), (env.ANALYSIS_LEASE_S * 1000) / 3);
    this.beat.unref();
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Writes stage and percent to the row, at most once a second unless the stage changed. Never throws. */
  progress(stage: Stage, percent: number): void {
    const whole = Math.floor(percent);
    const now = performance.now();
    const isNews = stage !== this.last.stage || whole > this.last.percent;
    if (!isNews || (stage === this.last.stage && now - this.lastReportAt < REPORT_EVERY_MS)) return;
    this.last = { stage, percent: whole };
    this.lastReportAt = now;
    void this.ask(() => reportProgress(this.analysisId, this.leaseId, stage, whole));
  }

  release(): void {
    clearInterval(this.beat);
    this.outer?.removeEventListener("abort", this.stop);
  }

  private extend(): Promise<void> {
    return this.ask(() => extendLease(this.analysisId, this.leaseId));
  }

  private async ask(question: () => Promise<boolean>): Promise<void> {
    try {
      if (!(await question())) this.abort.abort(new LeaseLost());
    } catch (error) {
      log.warn({ analysisId: this.analysisId, err: error }, "the database did not take a sign of life");
    }
  }
}
