/**
 * The time in the clip that is shown. It changes up to 60 times a second, so listeners update the DOM
 * directly instead of rendering.
 */
export class Playhead {
  #timeS = 0;
  #started = false;
  #pendingSeekS: number | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #seekers = new Set<(timeS: number) => void>();

  get timeS(): number {
    return this.#timeS;
  }

  /** False while the poster is shown, which is a frame of another time. */
  get started(): boolean {
    return this.#started;
  }

  /** Called by the player for each frame; `settled` when no seek is pending. */
  report(timeS: number, settled = true): void {
    if (settled) this.#pendingSeekS = null;
    if (this.#started && timeS === this.#timeS) return;
    this.#started = true;
    this.#timeS = timeS;
    for (const listener of this.#listeners) listener();
  }

  /** Asks the player to pause at this time. */
  seek(timeS: number): void {
    this.#pendingSeekS = timeS;
    for (const seeker of this.#seekers) seeker(timeS);
  }

  /** Seeks by a number of frames, from the pending seek if there is one, so that every key press counts. */
  step(frames: number, { fps, durationS }: { fps: number; durationS: number }): void {
    // To the middle of the frame: with uneven frame times, its start may show the frame before it.
    const fromS = this.#pendingSeekS === null ? this.#timeS + 0.5 / fps : this.#pendingSeekS;
    this.seek(Math.min(Math.max(0, fromS + frames / fps), durationS));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onSeek(seeker: (timeS: number) => void): () => void {
    this.#seekers.add(seeker);
    return () => this.#seekers.delete(seeker);
  }
}
