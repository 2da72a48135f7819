import { describe, expect, it } from "vitest";
import { findPair, type Search } from "../src/geometry/pairs";
import { seeded } from "./random";

const next = seeded(11);
const width = 3;

function search(count: number, spread = 1): Search & { codes: number[] } {
  const vectors = Float32Array.from({ length: count * width }, () => spread * next());
  const rows = Uint32Array.from({ length: count }, (_, i) => i);
  const codes = Array.from(rows, () => Math.floor(next() * 3));
  return { vectors, width, first: rows, second: rows, allowed: () => true, codes };
}

const distance = ({ vectors }: Search, a: number, b: number): number => Math.hypot(vectors[a * width] - vectors[b * width], vectors[a * width + 1] - vectors[b * width + 1], vectors[a * width + 2] - vectors[b * width + 2]);

describe("findPair", () => {
  it("finds what comparing all pairs finds", () => {
    const all = search(250);
    const cases: Search[] = [
      all,
      { ...all, first: all.first.filter((row) => all.codes[row] === 0), second: all.first.filter((row) => all.codes[row] === 2) },
      { ...all, allowed: (a, b) => all.codes[a] !== all.codes[b] },
    ];
    for (const one of cases) {
      const distances: number[] = [];
      for (const a of one.first) for (const b of one.second) if (a !== b && one.allowed(a, b)) distances.push(distance(one, a, b));
      for (const [wanted, expected] of [["nearest", Math.min(...distances)], ["farthest", Math.max(...distances)]] as const) {
        const pair = findPair(one, wanted, next);
        expect(pair?.distance).toBeCloseTo(expected, 6);
        expect(pair?.sampled).toBeNull();
        if (pair) {
          expect(distance(one, ...pair.rows)).toBeCloseTo(pair.distance, 6);
          expect(one.first.includes(pair.rows[0]) && one.second.includes(pair.rows[1]) && one.allowed(...pair.rows)).toBe(true);
        }
      }
    }
  });

  it("samples many rows, and improves over all of them", () => {
    const many = search(9000);
    // two rows far off, which hardly any sample holds both of
    many.vectors.set([50, 50, 50], 3 * 4000);
    many.vectors.set([-50, -50, -50], 3 * 7000);
    const far = findPair(many, "farthest", next);
    expect([...(far?.rows ?? [])].sort()).toEqual([4000, 7000]);
    expect(far?.sampled).toBe(2000);
    const near = findPair(many, "nearest", next, 10);
    if (near === null) throw new Error("none found");
    // nobody is nearer to either of the two than the other
    for (const row of near.rows) for (let other = 0; other < 9000; other++) if (other !== row) expect(distance(many, row, other)).toBeGreaterThanOrEqual(near.distance - 1e-6);
  });

  it("finds the nearest of many without a sample, whatever sides and labels", () => {
    const many = search(6000);
    const cases: Search[] = [
      many,
      { ...many, allowed: (a, b) => many.codes[a] !== many.codes[b] },
      { ...many, first: many.first.filter((row) => many.codes[row] === 0), second: many.first.filter((row) => many.codes[row] !== 1), allowed: (a, b) => a % 7 !== b % 7 },
    ];
    for (const one of cases) {
      let least = Number.POSITIVE_INFINITY;
      for (const a of one.first) for (const b of one.second) if (a !== b && one.allowed(a, b)) least = Math.min(least, distance(one, a, b));
      const pair = findPair(one, "nearest", next);
      expect(pair?.distance).toBeCloseTo(least, 6);
      expect(pair?.sampled).toBeNull();
      if (pair) expect(one.first.includes(pair.rows[0]) && one.second.includes(pair.rows[1]) && one.allowed(...pair.rows)).toBe(true);
    }
    expect(findPair(many, "nearest", next, 10)?.sampled).toBe(2000);
  });

  it("draws any allowed pair", () => {
    const few = search(6);
    const one = { ...few, allowed: (a: number, b: number) => (a + b) % 2 === 1 };
    const drawn = new Set<string>();
    for (let i = 0; i < 600; i++) drawn.add(String(findPair(one, "random", next)?.rows));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5].flatMap((a) => [0, 1, 2, 3, 4, 5].filter((b) => (a + b) % 2 === 1).map((b) => `${a},${b}`)).sort());
  });

  it("finds none where there is none", () => {
    const alone = { ...search(5), first: Uint32Array.of(2), second: Uint32Array.of(2) };
    for (const wanted of ["nearest", "farthest", "random"] as const) {
      expect(findPair(alone, wanted, next)).toBeNull();
      expect(findPair({ ...alone, first: Uint32Array.of() }, wanted, next)).toBeNull();
    }
  });
});
