/**
 * Where the clip stands, shared by everything that shows it. It changes up to 60 times a second, so listeners move
 * what they draw themselves instead of rendering a page.
 */
export class Playhead {
  #timeS = 0;
  #started = false;
  #soughtS: number | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #seekers = new Set<(timeS: number) => void>();

  get timeS(): number {
    return this.#timeS;
  }

  /** False until a frame was shown: what is seen before that is a poster of some other moment. */
  get started(): boolean {
    return this.#started;
  }

  /** The player reports the frame it shows; `settled` when it is on its way to no other. */
  report(timeS: number, settled = true): void {
    if (settled) this.#soughtS = null;
    if (this.#started && timeS === this.#timeS) return;
    this.#started = true;
    this.#timeS = timeS;
    for (const listener of this.#listeners) listener();
  }

  /** Asks the player to show this moment, standing still. */
  seek(timeS: number): void {
    this.#soughtS = timeS;
    for (const seeker of this.#seekers) seeker(timeS);
  }

  /**
   * Asks for the frame so many frames on. Pressed faster than frames are shown, every step counts: it starts from where the
   * player is on its way to.
   */
  step(frames: number, { fps, durationS }: { fps: number; durationS: number }): void {
    // Half a frame past the edge, so that uneven frame times land on the neighbour and not on the same frame again.
    const fromS = this.#soughtS === null ? this.#timeS + 0.5 / fps : this.#soughtS;
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
