import { describe, expect, it } from "vitest";
import { BANDS, bandColour, densityPicture } from "../src/density/colours";
import { bandwidthOf, densityField, shareBelow, SIDE, valueAt } from "../src/density/field";
import { read } from "../src/density/here";
import { WORLD } from "../src/geometry/world";
import { normal } from "./random";

const next = normal(3);
const COUNT = 800;
// two clouds of different width, away from the borders
const world = Float32Array.from({ length: 2 * COUNT }, (_, i) => (i < COUNT ? 80 + 12 * next() : 170 + 5 * next()));
const every = new Uint8Array(COUNT).fill(1);

/** The sum of all kernels, one by one. */
function exact(x: number, y: number, bandwidth: number): number {
  let sum = 0;
  for (let row = 0; row < COUNT; row++) sum += Math.exp(-((world[2 * row] - x) ** 2 + (world[2 * row + 1] - y) ** 2) / (2 * bandwidth ** 2));
  return sum / (2 * Math.PI * bandwidth ** 2);
}

describe("density", () => {
  const field = densityField(world, every);

  it("is the sum of the items' kernels", () => {
    const most = Math.max(...field.values);
    for (const [x, y] of [[80, 80], [90, 70], [170, 170], [165, 175], [120, 120], [110.3, 95.7], [10, 240]]) {
      // the grid spreads every item over a cell, a little more than its kernel does
      expect(Math.abs(valueAt(field.values, x, y) - exact(x, y, field.bandwidth))).toBeLessThan(0.03 * most);
    }
    expect(exact(170, 170, field.bandwidth)).toBeGreaterThan(2 * exact(80, 80, field.bandwidth)); // else it would be a flat test
  });

  it("holds every item once", () => {
    expect(field.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(COUNT, 1);
  });

  it("counts only what is shown", () => {
    const left = every.map((_, row) => Number(row < COUNT / 2));
    const half = densityField(world, left);
    expect(half.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(COUNT / 2, 1);
    expect(valueAt(half.values, 170, 170)).toBe(0);
    expect(half.ranked.length).toBe(COUNT / 2);
  });

  it("ranks places among the items", () => {
    const values = Array.from(every, (_, row) => valueAt(field.values, world[2 * row], world[2 * row + 1]));
    for (const [x, y] of [[80, 80], [170, 170], [100, 60]]) {
      const here = valueAt(field.values, x, y);
      expect(shareBelow(field, here)).toBeCloseTo(values.filter((value) => Math.fround(value) < Math.fround(here)).length / COUNT, 2);
    }
    expect(shareBelow(field, 0)).toBe(0);
    expect(shareBelow(field, 1e9)).toBe(1);
  });

  it("is nothing without items, and outside the map", () => {
    const empty = densityField(world, new Uint8Array(COUNT));
    expect(Math.max(...empty.values)).toBe(0);
    expect(shareBelow(empty, 1)).toBe(0);
    expect(densityPicture(empty, "light").data.every((byte) => byte === 0)).toBe(true);
    expect(valueAt(field.values, -1, 80)).toBe(0);
    expect(valueAt(field.values, 80, WORLD + 0.1)).toBe(0);
    expect(valueAt(field.values, Number.NaN, 80)).toBe(0);
  });

  it("leaves out what lies outside the map, and takes items that are all in one place", () => {
    const one = Float32Array.of(128, 128, 128, 128, -500, 3, Number.NaN, 2);
    const field = densityField(one, new Uint8Array(4).fill(1));
    expect(field.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(2, 4);
    expect(field.ranked.length).toBe(2);
    expect(valueAt(field.values, 128, 128)).toBeGreaterThan(0);
  });

  it("narrows with more items: half of Scott's rule", () => {
    expect(bandwidthOf(64, 20)).toBeCloseTo(5, 9);
    expect(bandwidthOf(1_000_000, 20)).toBeCloseTo(1, 9);
    expect(bandwidthOf(3, 200)).toBe(16);
    expect(bandwidthOf(1_000_000, 0.001)).toBe(1);
  });
});

describe("picture of the density", () => {
  const field = densityField(world, every);
  const { data, side } = densityPicture(field, "dark");
  const colourAt = (x: number, y: number) => [...data.subarray(4 * (Math.floor((y / WORLD) * side) * side + Math.floor((x / WORLD) * side))).subarray(0, 4)];

  it("gives each place the band of its share of items", () => {
    for (const [x, y] of [[80, 80], [170, 170], [100, 60], [62, 90], [150, 170], [10, 240]]) {
      const share = shareBelow(field, valueAt(field.values, x, y));
      const band = BANDS.findLastIndex((from) => share > from || (from === 0 && valueAt(field.values, x, y) >= field.ranked[0]));
      const [r, g, b, opacity] = band < 0 ? [0, 0, 0, 0] : bandColour(band, "dark");
      const near = [band - 1, band, band + 1].filter((other) => other >= 0 && other < BANDS.length).map((other) => bandColour(other, "dark"));
      // a place near the border of a band may lie in a pixel of the next
      if (band < 0) expect(colourAt(x, y)[3]).toBe(0);
      else expect([[r, g, b, opacity], ...near].map((colour) => [...colour.slice(0, 3), Math.round(255 * colour[3])])).toContainEqual(colourAt(x, y));
    }
    expect(side).toBe(4 * SIDE);
    expect(new Set(Array.from({ length: side }, (_, i) => String(colourAt((i / side) * WORLD, (i / side) * WORLD)))).size).toBe(BANDS.length + 1);
  });

  it("gets darker on light ground and lighter on dark, and never fainter", () => {
    const luma = ([r, g, b]: readonly number[]) => 0.299 * r + 0.587 * g + 0.114 * b;
    for (let band = 1; band < BANDS.length; band++) {
      expect(luma(bandColour(band, "light"))).toBeLessThan(luma(bandColour(band - 1, "light")));
      expect(luma(bandColour(band, "dark"))).toBeGreaterThan(luma(bandColour(band - 1, "dark")));
      expect(bandColour(band, "light")[3]).toBeGreaterThan(bandColour(band - 1, "light")[3]);
    }
  });
});

describe("what is said of a place", () => {
  const field = { values: new Float32Array(SIDE * SIDE), bandwidth: 1, ranked: Float32Array.from({ length: 100 }, (_, i) => i + 1) };

  it.each([
    [50.5, true, "dense", "denser than at 50 % of all images"],
    [1000, true, "dense", "denser than at 99 % of all images"],
    [2, true, "sparse", "sparser than at 99 % of all images"],
    [0.5, true, "sparse", "sparser than at any image"],
    [0, false, "empty", "far from all images: this is a guess"],
  ])("density %d, image near: %s → %s", (value, near, nearness, text) => {
    expect(read(field, value, near)).toMatchObject({ nearness, text });
  });
});
