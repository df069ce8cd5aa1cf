import type { UploadItem } from "./uploadItem";

const WINDOW_MS = 8000;

/** Measures bytes per second over the last eight seconds, without the bytes found in storage. */
export class SpeedMeter {
  #samples: { atMs: number; bytes: number }[] = [];
  #ids = "";

  /**
   * Adds a sample of all items that are uploading and returns the speed; a change of these items resets it.
   */
  update(nowMs: number, items: readonly UploadItem[]): number {
    const uploading = items.filter((item) => item.status === "uploading");
    const ids = uploading.map((item) => item.id).join();
    if (ids !== this.#ids) this.#samples = [];
    this.#ids = ids;
    if (uploading.length === 0) return 0;
    this.add(
      nowMs,
      uploading.reduce((total, item) => total + item.sentBytes, 0),
    );
    return this.bytesPerS(nowMs);
  }

  /** `bytes` is the total of all files being sent; a smaller total resets the measurement. */
  add(atMs: number, bytes: number): void {
    const last = this.#samples.at(-1);
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ atMs, bytes });
    while (this.#samples.length > 2 && atMs - this.#samples[0]!.atMs > WINDOW_MS) this.#samples.shift();
  }

  /** Returns 0 during the first two seconds. */
  bytesPerS(nowMs: number): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || nowMs - first.atMs < 2000) return 0;
    return ((last.bytes - first.bytes) * 1000) / (nowMs - first.atMs);
  }
}
