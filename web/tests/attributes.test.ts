import { describe, expect, it } from "vitest";
import type { Attribute } from "../src/colour/attributes";
import { analogy, between, mean, moved, separation, spread } from "../src/geometry/attributes";
import { nearestTo } from "../src/geometry/nearest";
import { inWords } from "../src/panels/attributes/find";
import { arrowPath } from "../src/panels/attributes/marks";
import { ATTRIBUTES_DEFAULTS, attributesAddress, type AttributesState, groupFromText, groupToText, membersOf } from "../src/state/attributes";
import type { Known } from "../src/state/hash";
import type { State } from "../src/state/state";
import { normal } from "./random";

/** Two groups of `n` in `width` dimensions, apart by `shift` along the first, mixed row by row. */
function two(n: number, width: number, shift: number, seed: number): { latents: Float32Array; a: Uint8Array; b: Uint8Array } {
  const next = normal(seed);
  const latents = Float32Array.from({ length: 2 * n * width }, (_, i) => next() + (i % width === 0 && Math.floor(i / width) % 2 === 1 ? shift : 0));
  const a = Uint8Array.from({ length: 2 * n }, (_, row) => Number(row % 2 === 0));
  return { latents, a, b: a.map((member) => 1 - member) };
}

describe("between", () => {
  const latents = Float32Array.of(0, 0, 2, 4, 10, 10, 12, 6, 100, 100);
  const [a, b] = [Uint8Array.of(1, 1, 0, 0, 0), Uint8Array.of(0, 0, 1, 1, 0)];

  it("goes from the mean of A to that of B", () => {
    const found = between(latents, 2, a, b);
    expect([...found.meanA]).toEqual([1, 2]);
    expect([...found.meanB]).toEqual([11, 8]);
    expect([...found.vector]).toEqual([10, 6]);
    expect(found.length).toBeCloseTo(Math.sqrt(136), 12);
    expect([found.countA, found.countB, found.separation]).toEqual([2, 2, null]);
  });

  it("says nothing of an empty group's mean", () => {
    expect([...mean(latents, 2, new Uint8Array(5))]).toEqual([Number.NaN, Number.NaN]);
  });
});

it("spread is the root of the summed variances", () => {
  const { latents } = two(400, 3, 0, 11);
  const variances = [0, 1, 2].map((column) => {
    const values = Array.from({ length: 800 }, (_, row) => latents[3 * row + column]);
    const centre = values.reduce((x, y) => x + y) / 800;
    return values.reduce((sum, value) => sum + value * value, 0) / 800 - centre * centre;
  });
  expect(spread(latents, 3)).toBeCloseTo(Math.sqrt(variances.reduce((x, y) => x + y)), 5);
});

describe("separation", () => {
  it("is d′ written out, of halves that are swapped", () => {
    const { latents, a, b } = two(9, 2, 1, 2);
    const rows = (group: Uint8Array, half: number) => [...group.keys()].filter((row) => group[row] === 1).filter((_, i) => i % 2 === half);
    const average = (values: number[]) => values.reduce((x, y) => x + y) / values.length;
    const column = (own: number[], i: number) => own.map((row) => latents[2 * row + i]);
    const values = [0, 1].map((made) => {
      const vector = [0, 1].map((i) => average(column(rows(b, made), i)) - average(column(rows(a, made), i)));
      const project = (own: number[]) => own.map((row) => (latents[2 * row] * vector[0] + latents[2 * row + 1] * vector[1]) / Math.hypot(...vector));
      const [left, right] = [project(rows(a, 1 - made)), project(rows(b, 1 - made))];
      const variance = (own: number[]) => own.reduce((sum, value) => sum + (value - average(own)) ** 2, 0) / (own.length - 1);
      const pooled = ((left.length - 1) * variance(left) + (right.length - 1) * variance(right)) / (left.length + right.length - 2);
      return (average(right) - average(left)) / Math.sqrt(pooled);
    });
    expect(separation(latents, 2, a, b)).toBeCloseTo(average(values), 9);
  });

  it("is the distance of unit normals", () => {
    const { latents, a, b } = two(20_000, 4, 2, 5);
    expect(separation(latents, 4, a, b)).toBeCloseTo(2, 1);
  });

  it("is about nothing for groups that do not differ, however few images in many dimensions", () => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const { latents, a, b } = two(12, 64, 0, 100 + seed);
      return separation(latents, 64, a, b) as number;
    });
    // held against the images that it was made from, the vector would give about 2 √(64 / 6) ≈ 6
    expect(Math.abs(found.reduce((x, y) => x + y) / 40)).toBeLessThan(0.5);
  });

  it("is not known for few images, nor where nothing varies", () => {
    const { latents, a, b } = two(3, 2, 1, 4);
    expect(separation(latents, 2, a, b)).toBeNull();
    expect(separation(new Float32Array(40), 2, Uint8Array.from({ length: 20 }, (_, i) => i % 2), Uint8Array.from({ length: 20 }, (_, i) => 1 - (i % 2)))).toBeNull();
  });

  it("has words", () => {
    expect([-3, 0.2, 0.7, 1.5, 2.5, 9].map(inWords)).toEqual(["hardly", "hardly", "weakly", "partly", "well", "very well"]);
  });
});

it("latents are moved and joined", () => {
  expect([...moved(Float32Array.of(1, 2), Float32Array.of(10, -4), -0.5)]).toEqual([-4, 4]);
  expect([...analogy(Float32Array.of(5, 1), Float32Array.of(2, 3), Float32Array.of(1, 10))]).toEqual([4, 8]);
});

it("the nearest to a latent are those of a full search, without the rows left out", () => {
  const next = normal(8);
  const vectors = Float32Array.from({ length: 300 * 4 }, next);
  const target = Float32Array.from({ length: 4 }, next);
  const distance = (row: number) => Math.hypot(...[0, 1, 2, 3].map((i) => vectors[4 * row + i] - target[i]));
  const order = Array.from({ length: 300 }, (_, row) => row).sort((x, y) => distance(x) - distance(y));
  expect(nearestTo(vectors, 4, target, 6)).toEqual(order.slice(0, 6));
  expect(nearestTo(vectors, 4, target, 6, [order[0], order[3]])).toEqual([1, 2, 4, 5, 6, 7].map((i) => order[i]));
  expect(nearestTo(vectors.slice(0, 8), 4, target, 6, [1])).toEqual([0]);
});

const label: Attribute = { key: "label", title: "Label", kind: "label", categories: ["x", "y"], codes: Uint16Array.of(0, 1, 1, 0), counts: [2, 2], colours: () => [] };
const known = { attributes: new Map([["label", 2], ["factor:a:b", 16]]), count: 4 } as unknown as Known;

describe("groups", () => {
  const factors = Float32Array.of(9, 1, 9, 2, 9, 3, 9, Number.NaN);
  const rows = (text: string, other: string | null = null) => {
    const group = groupFromText(text, known);
    if (group === null) throw new Error(text);
    return [...membersOf(group, other === null ? null : groupFromText(other, known), 4, [label], ["c", "a:b"], factors)];
  };

  it("hold the images they speak of", () => {
    expect(rows("label:1")).toEqual([0, 1, 1, 0]);
    expect(rows("factor:a:b:1~2")).toEqual([1, 1, 0, 0]);
    expect(rows("rows:3.0")).toEqual([1, 0, 0, 1]);
    expect(rows("rest", "label:1")).toEqual([1, 0, 0, 1]);
    expect(rows("rest", "rest")).toEqual([0, 0, 0, 0]);
  });

  it.each(["label:1", "factor:a:b:-1.5~2", "rows:0.3", "rest"])("%s returns from text", (text) => {
    const group = groupFromText(text, known);
    expect(group && groupToText(group)).toBe(text);
  });

  it.each(["", "label", "label:2", "label:-1", "label:x", "factor:a:b:3", "factor:a:b:2~1", "factor:a:b:~", "factor:a:b:1~x", "factor:z:1~2", "rows:", "rows:9", "label:1~2"])("%j is none", (text) => {
    expect(groupFromText(text, known)).toBeNull();
  });
});

describe("the address of the tool", () => {
  const write = (part: Partial<AttributesState>) => new URLSearchParams(attributesAddress.write({ ...ATTRIBUTES_DEFAULTS, ...part } as State, known).map(([key, value]) => [key, value]));

  it("returns to the same state, and is empty at the start", () => {
    expect([...write({})]).toEqual([]);
    const part: AttributesState = { groupA: { kind: "category", attribute: "label", category: 0 }, groupB: { kind: "range", attribute: "factor:a:b", from: -1, to: 2.5 }, amount: -0.35, applyAt: [0.5, -1.25], analogy: [3, null, 0] };
    expect(attributesAddress.read(write(part), known)).toEqual(part);
  });

  it("leaves groups of many rows out", () => {
    expect([...write({ groupB: { kind: "rows", rows: Array.from({ length: 51 }, (_, i) => i) } })]).toEqual([]);
  });

  it.each(["amount=3", "amount=x", "apply=1", "apply=a,b", "apply=,", "analogy=1.2", "analogy=x.y.z", "analogy=9.9.9", "group-a=label:7", "group-b=nothing"])("takes %s as the defaults", (text) => {
    expect(attributesAddress.read(new URLSearchParams(text), known)).toEqual(ATTRIBUTES_DEFAULTS);
  });
});

describe("arrows", () => {
  it("keep off both ends and point at the second", () => {
    const numbers = (arrowPath([0, 0], [100, 0], 10).match(/-?[\d.]+/g) ?? []).map(Number);
    expect(numbers.slice(0, 4)).toEqual([10, 0, 88, 0]);
    const [left, top, , , right, bottom] = numbers.slice(4);
    expect(left).toBeLessThan(88);
    expect(right).toBe(left);
    expect(top).toBe(-bottom);
  });
  it("are not drawn between places that are too near", () => {
    expect(arrowPath([0, 0], [12, 0], 10)).toBe("");
  });
});
