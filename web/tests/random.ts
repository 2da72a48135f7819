/** Random things that are the same in every run. */

export type Random = () => number;

/** Numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal numbers (Box and Muller 1958). */
export function normal(seed: number): Random {
  const next = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

export function below(next: Random, limit: number): number {
  return Math.floor(next() * limit);
}

export function pick<T>(next: Random, from: ArrayLike<T>): T {
  return from[below(next, from.length)];
}

export function listOf<T>(next: Random, most: number, make: () => T): T[] {
  return Array.from({ length: below(next, most + 1) }, make);
}

const AWKWARD = [..."'\",;=+-@\t\r\n \\{}[]aé漢😀＝\u2028", "\r\n", '""', "'="];

/** Texts of what parsers and spreadsheets stumble over. */
export function text(next: Random, most = 8): string {
  return listOf(next, most, () => pick(next, AWKWARD)).join("");
}

/** A set of rows below `count`. */
export function rowSet(next: Random, count: number): Set<number> {
  const share = next();
  return new Set(Array.from({ length: count }, (_, row) => row).filter(() => next() < share));
}
