/**
 * Where the clip stands, shared by everything that shows it. It changes up to 60 times a second, so listeners move
 * what they draw themselves instead of rendering a page.
 */
export class Playhead {
  #timeS = 0;
  #started = false;
  readonly #listeners = new Set<() => void>();
  readonly #seekers = new Set<(timeS: number) => void>();

  get timeS(): number {
    return this.#timeS;
  }

  /** False until a frame was shown: what is seen before that is a poster of some other moment. */
  get started(): boolean {
    return this.#started;
  }

  /** The player reports the frame it shows. */
  report(timeS: number): void {
    if (this.#started && timeS === this.#timeS) return;
    this.#started = true;
    this.#timeS = timeS;
    for (const listener of this.#listeners) listener();
  }

  /** Asks the player to show this moment, standing still. */
  seek(timeS: number): void {
    for (const seeker of this.#seekers) seeker(timeS);
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
