/**
 * Runs `source` in the background up to `limit` items ahead of the reader, so that producing and using overlap.
 * Items the reader never takes go to `discard`. An error of the source reaches the reader after the items before it.
 */
export const ahead = async function* <T>(
  source: AsyncGenerator<T, void, undefined>,
  limit: number,
  discard: (item: T) => void,
): AsyncGenerator<T, void, undefined> {
  const ready: T[] = [];
  let finished = false;
  let stopped = false;
  let failure: { error: unknown } | null = null;
  let wake = () => {};
  const changed = () => {
    wake();
  };
  const wait = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  let wakeProducer = () => {};
  const produce = async () => {
    try {
      for await (const item of source) {
        if (stopped) {
          discard(item);
          return;
        }
        ready.push(item);
        changed();
        while (ready.length >= limit && !stopped) {
          await new Promise<void>((resolve) => {
            wakeProducer = resolve;
          });
        }
        if (stopped) return;
      }
    } catch (error) {
      failure = { error };
    } finally {
      finished = true;
      changed();
    }
  };
  const running = produce();
  try {
    for (;;) {
      const item = ready.shift();
      if (item !== undefined) {
        wakeProducer();
        yield item;
      } else if (finished) {
        if (failure) throw (failure as { error: unknown }).error;
        return;
      } else {
        await wait();
      }
    }
  } finally {
    stopped = true;
    wakeProducer();
    await running;
    for (const item of ready) discard(item);
  }
};
