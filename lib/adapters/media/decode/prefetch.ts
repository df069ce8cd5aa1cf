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

class Producer<T> {
  readonly ready: T[] = [];
  readonly added = new Notifier();
  readonly consumed = new Notifier();
  isFinished = false;
  isStopped = false;
  failure: { error: unknown } | null = null;

  async run(source: AsyncGenerator<T, void, undefined>, limit: number): Promise<void> {
    try {
      for await (const item of source) {
        this.ready.push(item);
        this.added.notify();
        while (this.ready.length >= limit && !this.isStopped) await this.consumed.wait();
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

/** Runs `source` up to `limit` items ahead of the consumer. Items that are not consumed go to `discard`. */
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
        producer.consumed.notify();
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
    producer.consumed.notify();
    await running;
    for (const item of producer.ready) discard(item);
  }
};
