/**
 * Memory that is overwritten by the next call. Allocating it for every picture took a tenth of an analysis in garbage
 * collection. The sampler is synchronous, so its calls never overlap.
 */
export class ReusableBuffer<A extends Uint8Array | Uint16Array | Int32Array> {
  readonly #allocate: (length: number) => A;
  #memory: A;

  constructor(allocate: (length: number) => A) {
    this.#allocate = allocate;
    this.#memory = allocate(0);
  }

  /** Returns at least `length` elements with undefined content. */
  take(length: number): A {
    if (this.#memory.length < length) this.#memory = this.#allocate(length);
    return this.#memory;
  }
}

const bytes = () => new ReusableBuffer((length) => new Uint8Array(length));
const words = () => new ReusableBuffer((length) => new Uint16Array(length));
/** The buffers of the sampler. */
export const buffers = {
  downscaled: { bytes: bytes(), words: words() },
  rowSums: words(),
  columns: Array.from({ length: 4 }, () => new ReusableBuffer((length) => new Int32Array(length))),
  channels: [words(), words(), words()],
} as const;
