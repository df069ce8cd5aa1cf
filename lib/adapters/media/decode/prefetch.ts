/** A promise that can be awaited again and again, each time until the next call of `notify`. */
class Notifier {
  #wake = () => {};

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  notify(): void {
    this.#wake();
  }
}

/** Reads a generator in the background until `limit` items are ready. */
class Producer<T> {
  readonly ready: T[] = [];
  readonly added = new Notifier();
  readonly taken = new Notifier();
  isFinished = false;
  isStopped = false;
  failure: { error: unknown } | null = null;

  async run(source: AsyncGenerator<T, void, undefined>, limit: number): Promise<void> {
    try {
      for await (const item of source) {
        this.ready.push(item);
        this.added.notify();
        while (this.ready.length >= limit && !this.isStopped) await this.taken.wait();
        if (this.isStopped) return;
      }
    } catch (error) {
      this.failure = { error };
    } finally {
      this.isFinished = true;
      this.added.notify();
    }
  }
}

/**
 * Runs `source` in the background up to `limit` items ahead of the consumer. Items that the consumer does not take go to
 * `discard`. An error of the source is thrown after the items before it.
 */
export const prefetch = async function* <T>(
  source: AsyncGenerator<T, void, undefined>,
  limit: number,
  discard: (item: T) => void,
): AsyncGenerator<T, void, undefined> {
  const producer = new Producer<T>();
  const running = producer.run(source, limit);
  try {
    for (;;) {
      const item = producer.ready.shift();
      if (item !== undefined) {
        producer.taken.notify();
        yield item;
      } else if (producer.isFinished) {
        if (producer.failure) throw producer.failure.error;
        return;
      } else {
        await producer.added.wait();
      }
    }
  } finally {
    producer.isStopped = true;
    producer.taken.notify();
    await running;
    for (const item of producer.ready) discard(item);
  }
};
