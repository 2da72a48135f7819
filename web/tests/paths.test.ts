import { describe, expect, it } from "vitest";
import { bilinear, cornerWeights, type Corners, divide, linear, pathLength, spherical, walk } from "../src/geometry/paths";
import { crossDissolve, dissolve, nearestMix, rootMeanSquare, stepRatio } from "../src/geometry/steps";
import { seeded } from "./random";

const next = seeded(3);
const vector = (size: number, scale = 2): Float32Array => Float32Array.from({ length: size }, () => scale * (2 * next() - 1));
const close = (found: Float32Array, expected: readonly number[]): void => expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));

describe("paths", () => {
  it("are exact at both ends", () => {
    for (const path of [linear, spherical]) {
      const [start, end] = [vector(7), vector(7)];
      expect(path(start, end, 0)).toEqual(start);
      expect(path(start, end, 1)).toEqual(end);
    }
  });

  it("turn at constant speed while the norm changes evenly", () => {
    for (let trial = 0; trial < 50; trial++) {
      const [start, end] = [vector(5), vector(5)];
      // Gram and Schmidt's frame of the plane of both, and the turn in it
      const norm = (v: readonly number[]) => Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
      const [a, b] = [Array.from(start), Array.from(end)];
      const u = a.map((value) => value / norm(a));
      const along = b.reduce((sum, value, i) => sum + value * u[i], 0);
      const rest = b.map((value, i) => value - along * u[i]);
      const w = rest.map((value) => value / norm(rest));
      const angle = Math.atan2(norm(rest), along);
      for (const alpha of [-0.25, 0.2, 0.5, 0.9, 1.3]) {
        const length = (1 - alpha) * norm(a) + alpha * norm(b);
        if (length > 0) close(spherical(start, end, alpha), u.map((value, i) => length * (Math.cos(alpha * angle) * value + Math.sin(alpha * angle) * w[i])));
      }
    }
  });

  it("are straight where no great circle is meant", () => {
    const start = vector(4);
    for (const end of [new Float32Array(4), start.map((value) => -2 * value), start.map((value) => 3 * value)])
      close(spherical(start, end, 0.3), Array.from(start, (value, i) => 0.7 * value + 0.3 * end[i]));
  });

  it("have the length of a line and of an arc", () => {
    expect(pathLength(linear, Float32Array.of(0, 0), Float32Array.of(3, 4))).toBeCloseTo(5, 6);
    // 16 chords of a quarter circle
    expect(pathLength(spherical, Float32Array.of(1, 0), Float32Array.of(0, 1))).toBeCloseTo(32 * Math.sin(Math.PI / 64), 6);
  });
});

describe("divide", () => {
  it("makes the longest gap as short as it can be", () => {
    for (let trial = 0; trial < 30; trial++) {
      const lengths = [next(), next(), next()];
      let least = Number.POSITIVE_INFINITY;
      for (let i = 1; i < 9; i++) for (let j = 1; i + j < 10; j++) least = Math.min(least, Math.max(lengths[0] / i, lengths[1] / j, lengths[2] / (10 - i - j)));
      const divided = divide(lengths, 10);
      expect(divided.reduce((sum, steps) => sum + steps)).toBe(10);
      expect(Math.max(...lengths.map((length, i) => length / divided[i]))).toBeCloseTo(least, 12);
    }
  });

  it("gives every length a step, also of no length", () => {
    expect(divide([0, 5, 0], 2)).toEqual([1, 1, 1]);
    expect(divide([0, 0], 4).reduce((sum, steps) => sum + steps)).toBe(4);
    expect(divide([], 4)).toEqual([]);
  });
});

describe("walk", () => {
  it("goes through all stops, with even gaps where segments are of one length", () => {
    const stops = [Float32Array.of(0, 0), Float32Array.of(4, 0), Float32Array.of(4, 8)];
    const steps = walk(stops, "linear", 7);
    expect(steps.map(({ latent }) => Array.from(latent))).toEqual([[0, 0], [2, 0], [4, 0], [4, 2], [4, 4], [4, 6], [4, 8]]);
    expect(steps.map(({ segment, alpha }) => [segment, alpha])).toEqual([[0, 0], [0, 0.5], [0, 1], [1, 0.25], [1, 0.5], [1, 0.75], [1, 1]]);
  });

  it("shows every stop even when fewer images are asked for, and one stop alone", () => {
    expect(walk([vector(2), vector(2), vector(2)], "spherical", 2)).toHaveLength(3);
    expect(walk([vector(2)], "linear", 5)).toHaveLength(1);
    expect(walk([], "linear", 5)).toEqual([]);
  });
});

describe("bilinear surface", () => {
  it("is the sum of the corners by their weights", () => {
    const corners = [vector(3), vector(3), vector(3), vector(3)] as unknown as Corners<Float32Array>;
    const surface = bilinear(corners, 5);
    [0, 4, 20, 24].forEach((cell, corner) => expect(surface[cell]).toEqual(corners[corner]));
    surface.forEach((latent, cell) => {
      const [u, v] = [(cell % 5) / 4, Math.floor(cell / 5) / 4];
      const weights = [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v];
      close(latent, [0, 1, 2].map((i) => weights.reduce((sum, weight, corner) => sum + weight * corners[corner][i], 0)));
      cornerWeights(u, v).forEach((weight, corner) => expect(weight).toBeCloseTo(weights[corner], 12));
    });
  });
});

describe("steps", () => {
  it("are root mean squares over all values", () => {
    expect(rootMeanSquare(Float32Array.of(0, 0, 0, 0), Float32Array.of(1, 1, 0, 0))).toBeCloseTo(Math.SQRT1_2, 7);
    expect(stepRatio([1, 1, 4])).toBe(2);
    expect(stepRatio([0, 0])).toBe(1);
  });
});

describe("cross-dissolve", () => {
  const image = (): Float32Array => Float32Array.from({ length: 40 }, () => next());

  it("finds the nearest mix that a search over all shares finds", () => {
    for (let trial = 0; trial < 20; trial++) {
      const [start, end, between] = [image(), image(), image()];
      let least = Number.POSITIVE_INFINITY;
      let best = 0;
      for (let w = 0; w <= 1; w += 1e-3) {
        const squares = start.reduce((sum, value, i) => sum + (between[i] - (1 - w) * value - w * end[i]) ** 2, 0) / 40;
        if (squares < least) [least, best] = [squares, w];
      }
      const found = nearestMix(between, start, end);
      expect(found.weight).toBeCloseTo(best, 2);
      expect(found.toMix).toBeCloseTo(least, 6); // the error of a share of 1e-3 is squared
      expect(found.toMix).toBeLessThanOrEqual(least);
      expect(found.toEnd).toBeCloseTo(Math.min(rootMeanSquare(between, start), rootMeanSquare(between, end)) ** 2, 7);
    }
  });

  it("is 1 for a fade, 0 where mixing does not help, and open where nothing changes", () => {
    const [start, end] = [image(), image()];
    expect(crossDissolve([0.1, 0.5, 0.8].map((share) => nearestMix(dissolve(start, end, share), start, end)))).toBeCloseTo(1, 6);
    // farther from the end than the start is, straight behind it
    expect(crossDissolve([nearestMix(dissolve(start, end, -0.5), start, end)])).toBe(0);
    // a quarter for something that moves on without touching: distances² 2 to the ends and 1.5 to their mean
    const place = (at: number) => Float32Array.from({ length: 9 }, (_, i) => Number(i === at));
    expect(crossDissolve([nearestMix(place(4), place(0), place(8))])).toBeCloseTo(0.25, 7);
    expect(crossDissolve([nearestMix(start, start, start)])).toBeNaN();
  });
});
