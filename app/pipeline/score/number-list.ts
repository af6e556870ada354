/** A growing list of numbers that costs 8 bytes each: benchmarks collect millions of them. */
export class NumberList {
  #values = new Float64Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** All values in ascending order; no values give an empty array. */
  sorted(): Float64Array {
    return this.#values.slice(0, this.#length).sort();
  }
}
