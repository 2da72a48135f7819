import { describe, expect, it } from "vitest";
import { Grid } from "../src/geometry/grid";
import { isInside, marksInside } from "../src/geometry/lasso";
import { type Point, WORLD } from "../src/geometry/world";
import { seeded } from "./random";

/** Full turns of the outline around a place: an oracle that adds up angles instead of counting crossings. */
function turns(polygon: readonly Point[], x: number, y: number): number {
  let sum = 0;
  polygon.forEach(([bx, by], i) => {
    const [ax, ay] = polygon.at(i - 1) as Point;
    const angle = Math.atan2(by - y, bx - x) - Math.atan2(ay - y, ax - x);
    sum += angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  });
  return Math.round(sum / (2 * Math.PI));
}

/** A star-shaped outline around a centre: simple, and not convex. */
function blob(next: () => number, corners: number, cx: number, cy: number, radius: number): Point[] {
  return Array.from({ length: corners }, (_, i) => {
    const reach = radius * (0.3 + 0.7 * next());
    return [cx + reach * Math.cos((2 * Math.PI * i) / corners), cy + reach * Math.sin((2 * Math.PI * i) / corners)];
  });
}

describe("isInside", () => {
  it("agrees with adding up angles", () => {
    const next = seeded(3);
    for (let trial = 0; trial < 20; trial++) {
      const polygon = blob(next, 3 + trial, 0, 0, 10);
      for (let i = 0; i < 200; i++) {
        const [x, y] = [next() * 24 - 12, next() * 24 - 12];
        expect(isInside(polygon, x, y)).toBe(turns(polygon, x, y) !== 0);
      }
    }
  });

  it("leaves out what a line that crosses itself goes round twice", () => {
    const twice: Point[] = [0, 1, 2, 3, 4].map((i) => [Math.sin((4 * Math.PI * i) / 5), Math.cos((4 * Math.PI * i) / 5)]);
    expect(turns(twice, 0, 0)).toBe(-2);
    expect(isInside(twice, 0, 0)).toBe(false);
    expect(isInside(twice, 0, 0.6)).toBe(true);
  });
});

describe("marksInside", () => {
  const next = seeded(5);
  const n = 5000;
  // some items lie beyond the world, in the cells at its border
  const world = Float32Array.from({ length: 2 * n }, () => next() * WORLD * 1.2 - WORLD * 0.1);
  const mask = Uint8Array.from({ length: n }, (_, row) => Number(row % 5 !== 0));
  const grid = new Grid(world);
  const outlines: Record<string, Point[]> = {
    "a small blob": blob(next, 40, 100, 90, 30),
    "a large blob": blob(next, 300, 128, 128, 120),
    "one that leaves the world": blob(next, 60, 250, 10, 90),
    "a bow tie": [[20, 20], [200, 180], [200, 20], [20, 180]],
    "level and upright edges": [[64, 64], [192, 64], [192, 192], [64, 192]],
    "a sliver": [[10, 10], [240, 231], [240, 230]],
    "everything": [[-100, -100], [400, -100], [400, 400], [-100, 400]],
  };

  it.each(Object.keys(outlines))("finds what testing every item finds: %s", (name) => {
    const expected = Uint8Array.from({ length: n }, (_, row) => Number(mask[row] !== 0 && isInside(outlines[name], world[2 * row], world[2 * row + 1])));
    expect(expected.some((mark) => mark === 1)).toBe(true);
    expect(marksInside(outlines[name], grid, world, mask)).toEqual(expected);
  });

  it("finds nothing in a line", () => {
    expect(marksInside([[0, 0], [200, 200]], grid, world, mask).every((mark) => mark === 0)).toBe(true);
  });

  it("tests only items near the outline", () => {
    const many = Float32Array.from({ length: 400_000 }, () => next() * WORLD);
    const every = new Uint8Array(200_000).fill(1);
    let read = 0;
    const counting = new Proxy(many, { get: (target, key) => (typeof key === "string" && /^\d+$/.test(key) && read++, Reflect.get(target, key)) });
    const square: Point[] = [[30, 30], [220, 30], [220, 220], [30, 220]];
    const found = marksInside(square, new Grid(many), counting as unknown as Float32Array, every);
    // every item that is tested costs two reads; the square holds about 110 000
    expect(found.reduce((sum, mark) => sum + mark, 0)).toBeGreaterThan(100_000);
    expect(read).toBeLessThan(20_000);
  });
});
