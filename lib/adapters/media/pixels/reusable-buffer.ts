/** Memory that the next call overwrites. Allocating it for each picture takes a tenth of an analysis. */
export class ReusableBuffer<A extends Uint8Array | Uint16Array | Int32Array> {
  readonly #allocate: (length: number) => A;
  #memory: A;

  constructor(allocate: (length: number) => A) {
    this.#allocate = allocate;
    this.#memory = allocate(0);
  }

  take(length: number): A {
    if (this.#memory.length < length) this.#memory = this.#allocate(length);
    return this.#memory;
  }
}

const bytes = () => new ReusableBuffer((length) => new Uint8Array(length));
const words = () => new ReusableBuffer((length) => new Uint16Array(length));
export const buffers = {
  downscaled: { bytes: bytes(), words: words() },
  rowSums: words(),
  columns: Array.from({ length: 4 }, () => new ReusableBuffer((length) => new Int32Array(length))),
  channels: [words(), words(), words()],
} as const;
