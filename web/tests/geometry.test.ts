import { describe, expect, it } from "vitest";
import { Grid } from "../src/geometry/grid";
import { nearest } from "../src/geometry/nearest";
import { type Bounds, fit, project, reveal, type Size, toMap, toWorld, unproject, visibleRect, WORLD, zoomAround } from "../src/geometry/world";
import { seeded } from "./random";

const bounds: Bounds = [-3, -2, 5, 6];
const size = { width: 800, height: 600 };

describe("coordinates", () => {
  it("puts the top left of the map at the origin of the world", () => {
    expect(toWorld(bounds, [-3, 6])).toEqual([0, 0]);
    expect(toWorld(bounds, [5, -2])).toEqual([WORLD, WORLD]);
  });

  it("returns from map to world and from world to screen", () => {
    const view = { x: 100, y: 40, zoom: 3.7 };
    const [x, y] = toMap(bounds, toWorld(bounds, [1.25, 0.5]));
    expect(x).toBeCloseTo(1.25, 12);
    expect(y).toBeCloseTo(0.5, 12);
    const [sx, sy] = project(view, size, unproject(view, size, [12, 590]));
    expect(sx).toBeCloseTo(12, 9);
    expect(sy).toBeCloseTo(590, 9);
  });

  it("fits the whole map beside what covers its left", () => {
    const screens: Size[] = [size, { width: 390, height: 400 }, { width: 1054, height: 722, covered: 232 }];
    for (const screen of screens) {
      const [left, top, right, bottom] = [...project(fit(screen), screen, [0, 0]), ...project(fit(screen), screen, [WORLD, WORLD])];
      expect(left).toBeGreaterThanOrEqual(screen.covered ?? 0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(screen.width);
      expect(bottom).toBeLessThanOrEqual(screen.height);
    }
  });

  it("zooms around a point that stays where it is", () => {
    const view = { x: 100, y: 40, zoom: 2 };
    const before = project(view, size, [120, 60]);
    const after = project(zoomAround(view, [120, 60], 1.5, size), size, [120, 60]);
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });

  it("moves only as far as a point needs to come into sight", () => {
    const view = { x: 128, y: 128, zoom: 4 };
    expect(reveal(view, size, [130, 128])).toBe(view);
    const [x, y] = project(reveal(view, size, [250, 128], 40), size, [250, 128]);
    expect(x).toBeCloseTo(size.width - 40, 9);
    expect(y).toBeCloseTo(size.height / 2, 9);
  });
});

describe("Grid", () => {
  const next = seeded(1);
  const world = Float32Array.from({ length: 2000 }, () => next() * WORLD);
  const mask = Uint8Array.from({ length: 1000 }, (_, i) => Number(i % 3 !== 0));
  const grid = new Grid(world);

  it("finds what a full search finds", () => {
    const view = { x: 90, y: 150, zoom: 2.5 };
    const [left, top, right, bottom] = visibleRect(view, size);
    const expected = Array.from({ length: 1000 }, (_, row) => row).filter(
      (row) => mask[row] && world[2 * row] >= left && world[2 * row] <= right && world[2 * row + 1] >= top && world[2 * row + 1] <= bottom,
    );
    expect(expected.length).toBeGreaterThan(20);
    expect(grid.inside([left, top, right, bottom], mask, 1000)?.toSorted((a, b) => a - b)).toEqual(expected);
    expect(grid.inside([left, top, right, bottom], mask, expected.length - 1)).toBeNull();
  });

  it("finds the nearest shown item, from anywhere", () => {
    for (let trial = 0; trial < 200; trial++) {
      const place = [next() * 400 - 70, next() * 400 - 70] as const;
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let row = 0; row < 1000; row++) {
        const distance = Math.hypot(world[2 * row] - place[0], world[2 * row + 1] - place[1]);
        if (mask[row] && distance < least) [best, least] = [row, distance];
      }
      expect(grid.nearest(place, Number.POSITIVE_INFINITY, mask)).toBe(best);
      expect(grid.nearest(place, least * 0.99, mask)).toBeNull();
    }
  });
});

describe("nearest", () => {
  it("equals sorting all distances", () => {
    const next = seeded(7);
    const width = 5;
    const vectors = Float32Array.from({ length: 300 * width }, () => next());
    const distance = (a: number, b: number) => Array.from({ length: width }, (_, i) => (vectors[a * width + i] - vectors[b * width + i]) ** 2).reduce((x, y) => x + y);
    for (const row of [0, 17, 299]) {
      const others = Array.from({ length: 300 }, (_, i) => i).filter((other) => other !== row);
      expect(nearest(vectors, width, row, 12)).toEqual(others.toSorted((a, b) => distance(row, a) - distance(row, b) || a - b).slice(0, 12));
    }
  });

  it("gives all others when there are fewer than asked for", () => {
    expect(nearest(Float32Array.of(0, 2, 1, 1), 1, 0, 12)).toEqual([2, 3, 1]);
  });
});
