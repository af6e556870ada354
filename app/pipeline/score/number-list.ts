const CHUNK = 1024;

/** A growing list of numbers that costs 8 bytes each: benchmarks collect millions of them. Growing copies nothing. */
export class NumberList {
  readonly #chunks: Float64Array[] = [];
  #last = new Float64Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const place = this.#length % CHUNK;
    if (place === 0) {
      this.#last = new Float64Array(CHUNK);
      this.#chunks.push(this.#last);
    }
    this.#last[place] = value;
    this.#length += 1;
  }

  /** The number at an index; NaN beyond the end. */
  at(index: number): number {
    if (index >= this.#length) return NaN;
    return this.#chunks[Math.floor(index / CHUNK)]?.[index % CHUNK] ?? NaN;
  }

  /** All values in ascending order; no values give an empty array. */
  sorted(): Float64Array {
    const all = new Float64Array(this.#chunks.length * CHUNK);
    this.#chunks.forEach((chunk, index) => all.set(chunk, index * CHUNK));
    return all.subarray(0, this.#length).sort();
  }
}
