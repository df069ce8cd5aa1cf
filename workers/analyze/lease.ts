import type { Stage } from "@/lib/analyses/schema";
import { renewLease, reportProgress } from "@/lib/analyses/worker-service/claims";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { LeaseLost, Stalled } from "./fault";

const REPORT_EVERY_MS = 1_000;
/** Storing a large file over a slow network is the longest work without progress. */
const STALLED_AFTER_MS = 10 * 60_000;

export interface LeaseOptions {
  signal?: AbortSignal;
  stalledAfterMs?: number;
  /** Called once, after `stalledAfterMs` without progress. */
  onStalled?(): void;
}

/**
 * Renews the lease on an analysis and reports progress. `signal` aborts on shutdown, when the lease is lost,
 * and after ten minutes without progress; an unreachable database does not abort it.
 */
export class Lease {
  readonly #analysisId: string;
  readonly #leaseId: string;
  readonly #options: LeaseOptions;
  readonly #abort = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  #lastReportMs = 0;
  #lastProgressMs = performance.now();
  #last: { stage: Stage; percent: number } = { stage: "probe", percent: 0 };
  readonly #onShutdown = (): void => this.#abort.abort(this.#options.signal?.reason);

  constructor(analysisId: string, leaseId: string, options: LeaseOptions = {}) {
    this.#analysisId = analysisId;
    this.#leaseId = leaseId;
    this.#options = options;
    if (options.signal?.aborted) this.#onShutdown();
    else options.signal?.addEventListener("abort", this.#onShutdown, { once: true });
    this.#heartbeat = setInterval(() => void this.#beat(), (env.ANALYSIS_LEASE_S * 1000) / 3);
    this.#heartbeat.unref();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Stores stage and percent, at most once a second within a stage. Never throws. */
  progress(stage: Stage, percent: number): void {
    const whole = Math.floor(percent);
    const nowMs = performance.now();
    this.#lastProgressMs = nowMs;
    const changed = stage !== this.#last.stage || whole > this.#last.percent;
    if (!changed || (stage === this.#last.stage && nowMs - this.#lastReportMs < REPORT_EVERY_MS)) return;
    this.#last = { stage, percent: whole };
    this.#lastReportMs = nowMs;
    void this.#check(() => reportProgress(this.#analysisId, this.#leaseId, stage, whole));
  }

  stop(): void {
    clearInterval(this.#heartbeat);
    this.#options.signal?.removeEventListener("abort", this.#onShutdown);
  }

  async #beat(): Promise<void> {
    const { stalledAfterMs = STALLED_AFTER_MS, onStalled } = this.#options;
    if (performance.now() - this.#lastProgressMs <= stalledAfterMs)
      return this.#check(() => renewLease(this.#analysisId, this.#leaseId));
    clearInterval(this.#heartbeat);
    log.error(
      { analysisId: this.#analysisId, stage: this.#last.stage },
      "analysis makes no progress; lease no longer renewed",
    );
    this.#abort.abort(new Stalled());
    onStalled?.();
  }

  async #check(write: () => Promise<boolean>): Promise<void> {
    try {
      if (!(await write())) this.#abort.abort(new LeaseLost());
    } catch (error) {
      log.warn(
        { analysisId: this.#analysisId, err: error },
        "lease renewal failed; will retry at next heartbeat",
      );
    }
  }
}
