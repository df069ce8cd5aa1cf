/** Sums the milliseconds spent in each named step. */
export class Stopwatch {
  readonly #startedAt = performance.now();
  readonly #spentMs = new Map<string, number>();

  async time<T>(step: string, work: () => Promise<T> | T): Promise<T> {
    const from = performance.now();
    try {
      return await work();
    } finally {
      this.add(step, performance.now() - from);
    }
  }

  add(step: string, ms: number): void {
    this.#spentMs.set(step, (this.#spentMs.get(step) ?? 0) + ms);
  }

  /** Whole milliseconds by step; `total` is the time since construction. */
  read(): Record<string, number> {
    const steps = Object.fromEntries([...this.#spentMs].map(([step, ms]) => [step, Math.round(ms)]));
    return { ...steps, total: Math.round(performance.now() - this.#startedAt) };
  }
}
