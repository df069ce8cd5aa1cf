import type { Stage } from "@/lib/analyses/schema";
import { extendLease, reportProgress } from "@/lib/analyses/worker-service";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { LeaseLost, Stalled } from "./fault";

const REPORT_EVERY_MS = 1_000;
/** The longest honest silence is storing a large file over a slow network. */
const STALLED_AFTER_MS = 10 * 60_000;

export interface LeaseOptions {
  /** The worker's own signal to stop. */
  signal?: AbortSignal;
  stalledAfterMs?: number;
  /** Told once, when the work has not moved for that long: what hangs in native code ends with its process only. */
  onStalled?(): void;
}

/**
 * Keeps an analysis claimed while it is worked on and tells its row how far it is.
 *
 * A database that does not answer is no reason to stop: the work goes on and the claim is asked for again at the next
 * beat. Only the row's own word, that someone else holds it or that it is gone, aborts `signal`; and that the work has not
 * moved for ten minutes, after which the claim is no longer prolonged and somebody else may try.
 */
export class Lease {
  private readonly abort = new AbortController();
  private readonly beat: NodeJS.Timeout;
  private lastReportAt = 0;
  private lastMoveAt = performance.now();
  private last: { stage: Stage; percent: number } = { stage: "probe", percent: 0 };
  private readonly stop = (): void => this.abort.abort(this.options.signal?.reason);

  constructor(
    private readonly analysisId: string,
    private readonly leaseId: string,
    private readonly options: LeaseOptions = {},
  ) {
    const outer = options.signal;
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
    this.lastMoveAt = now;
    const isNews = stage !== this.last.stage || whole > this.last.percent;
    if (!isNews || (stage === this.last.stage && now - this.lastReportAt < REPORT_EVERY_MS)) return;
    this.last = { stage, percent: whole };
    this.lastReportAt = now;
    void this.ask(() => reportProgress(this.analysisId, this.leaseId, stage, whole));
  }

  release(): void {
    clearInterval(this.beat);
    this.options.signal?.removeEventListener("abort", this.stop);
  }

  private extend(): Promise<void> {
    const { stalledAfterMs = STALLED_AFTER_MS, onStalled } = this.options;
    if (performance.now() - this.lastMoveAt > stalledAfterMs) {
      clearInterval(this.beat);
      log.error(
        { analysisId: this.analysisId, stage: this.last.stage },
        "the analysis does not move any more",
      );
      this.abort.abort(new Stalled());
      onStalled?.();
      return Promise.resolve();
    }
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
