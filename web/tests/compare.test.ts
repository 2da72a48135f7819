import { describe, expect, it } from "vitest";
import type { Atlas } from "../src/atlas/format";
import { namesOf } from "../src/compare/names";
import { inverse } from "../src/compare/permutation";
import { nearest, nearestTo } from "../src/geometry/nearest";
import { flow } from "../src/share/caption";

describe("pairing", () => {
  it("turns a permutation round", () => {
    expect([...(inverse(Int32Array.of(2, 0, 1)) ?? [])]).toEqual([1, 2, 0]);
  });
  it.each([[[0, 0, 1]], [[0, 1, 3]], [[-1, 0, 1]]])("refuses %j", (rows) => {
    expect(inverse(Int32Array.from(rows))).toBeNull();
  });
});

describe("names", () => {
  const atlas = (name: string, config: unknown, seed = 0) => ({ name, model: { config, seed } }) as unknown as Atlas;
  it("are the atlases' own when they differ", () => {
    expect(namesOf(atlas("vae-digits", {}), atlas("ae-digits", {}))).toEqual(["vae-digits", "ae-digits"]);
  });
  it("say what differs between models of the same name", () => {
    expect(namesOf(atlas("vae-digits", { latent_dim: 2, body: { hidden: [9] } }), atlas("vae-digits", { latent_dim: 8, body: { hidden: [9] } }))).toEqual(["vae-digits, latent dim 2", "vae-digits, latent dim 8"]);
    expect(namesOf(atlas("a", {}, 1), atlas("a", {}, 2))).toEqual(["a, seed 1", "a, seed 2"]);
    expect(new Set(namesOf(atlas("a", {}), atlas("a", {}))).size).toBe(2);
  });
});

describe("nearest to a vector", () => {
  const vectors = Float32Array.from({ length: 60 }, (_, i) => (i * 37) % 23);
  it("finds the same as sorting all", () => {
    const query = Float32Array.of(3.5, 11, 8);
    const distance = (row: number) => [0, 1, 2].reduce((sum, i) => sum + (vectors[3 * row + i] - query[i]) ** 2, 0);
    const sorted = Array.from({ length: 20 }, (_, row) => row).sort((a, b) => distance(a) - distance(b) || a - b);
    expect(nearestTo(vectors, 3, query, 7)).toEqual(sorted.slice(0, 7));
    expect(nearestTo(vectors, 3, query, 99)).toEqual(sorted);
  });
  it("leaves an item itself out", () => {
    expect(nearest(vectors, 3, 4, 99)).toHaveLength(19);
    expect(nearest(vectors, 3, 4, 99)).not.toContain(4);
  });
});

describe("a caption", () => {
  it("breaks its entries into lines", () => {
    expect(flow([40, 40, 40, 90, 10], 100)).toEqual([{ x: 0, line: 0 }, { x: 40, line: 0 }, { x: 0, line: 1 }, { x: 0, line: 2 }, { x: 90, line: 2 }]);
    expect(flow([500, 10], 100)).toEqual([{ x: 0, line: 0 }, { x: 0, line: 1 }]);
  });
});
