/**
 * Memory for what is only needed until a call here returns, which it does before anything else runs. Made anew for every
 * picture it kept the garbage collector busy for a tenth of an analysis.
 */
export class Scratch<A extends Uint8Array | Uint16Array | Int32Array> {
  #memory: A;

  constructor(private readonly make: (length: number) => A) {
    this.#memory = make(0);
  }

  /** Of at least this length, holding anything. */
  take(length: number): A {
    if (this.#memory.length < length) this.#memory = this.make(length);
    return this.#memory;
  }
}

const bytes = () => new Scratch((length) => new Uint8Array(length));
const words = () => new Scratch((length) => new Uint16Array(length));
/** The memory of the sampler: one caller at a time. */
export const scratch = {
  small: { bytes: bytes(), words: words() },
  sums: words(),
  columns: Array.from({ length: 4 }, () => new Scratch((length) => new Int32Array(length))),
  channels: [words(), words(), words()],
} as const;
