/** A seeded source of choices (mulberry32): the same seed gives the same run on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A fraction in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(likelihood: number): boolean {
    return this.next() < likelihood;
  }

  pick<T>(options: readonly T[]): T {
    const option = options[this.below(options.length)];
    if (option === undefined) throw new Error("nothing to pick from");
    return option;
  }

  /** Between `from` and `to` results of `make`. */
  several<T>(from: number, to: number, make: (i: number) => T): T[] {
    return Array.from({ length: from + this.below(to - from + 1) }, (_, i) => make(i));
  }

  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const [a, b] = [result[i] as T, result[j] as T];
      result[i] = b;
      result[j] = a;
    }
    return result;
  }
}
