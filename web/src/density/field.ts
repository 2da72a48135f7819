/**
 * How densely items lie at any place of the map: a Gaussian kernel estimate on a grid over the world, made in one pass
 * over the items and two over the grid.
 */

import { WORLD } from "../geometry/world";

export const SIDE = 256;
const CELL = WORLD / SIDE;
/** Bandwidths beyond which a kernel is taken to be nothing. */
export const REACH = 3;
/** In world units: a cell at least, a sixteenth of the map at most. */
const [NARROWEST, WIDEST] = [CELL, WORLD / 16];
const MOST_RANKED = 65_536;

export interface Field {
  /** Items per cell, row by row from the top; `SIDE × SIDE`. */
  readonly values: Float32Array;
  /** Standard deviation of the kernel, in world units. */
  readonly bandwidth: number;
  /** The density at the items themselves, or at a fair sample of them, ascending. */
  readonly ranked: Float32Array;
}

/** The density of the items whose mask is not 0. `world` holds x and y of every item; items outside the bounds are left out. */
export function densityField(world: Float32Array, mask: Uint8Array): Field {
  const values = new Float32Array(SIDE * SIDE);
  let [n, sumX, sumY, squares] = [0, 0, 0, 0];
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] === 0) continue;
    const x = world[2 * row];
    const y = world[2 * row + 1];
    if (!(x >= 0 && x <= WORLD && y >= 0 && y <= WORLD)) continue;
    n++;
    sumX += x;
    sumY += y;
    squares += x * x + y * y;
    add(values, x, y);
  }
  const spread = n === 0 ? 0 : Math.sqrt(Math.max(0, squares / n - (sumX / n) ** 2 - (sumY / n) ** 2) / 2);
  const bandwidth = bandwidthOf(n, spread);
  blur(values, bandwidth / CELL);
  return { values, bandwidth, ranked: rank(values, world, mask, n) };
}

/** Half of Scott's rule for two dimensions (1992), which is for one Gaussian cloud: maps have several smaller ones. */
export function bandwidthOf(n: number, spread: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, 0.5 * spread * Math.max(1, n) ** (-1 / 6)));
}

/** Shares one item among the four cells whose centres are around it. */
function add(values: Float32Array, x: number, y: number): void {
  const left = Math.floor(x / CELL - 0.5);
  const top = Math.floor(y / CELL - 0.5);
  const right = x / CELL - 0.5 - left;
  const below = y / CELL - 0.5 - top;
  // what lies in the outer half of a border cell is that cell's own
  const x0 = Math.max(0, left);
  const x1 = Math.min(SIDE - 1, left + 1);
  const y0 = Math.max(0, top) * SIDE;
  const y1 = Math.min(SIDE - 1, top + 1) * SIDE;
  values[y0 + x0] += (1 - right) * (1 - below);
  values[y0 + x1] += right * (1 - below);
  values[y1 + x0] += (1 - right) * below;
  values[y1 + x1] += right * below;
}

/** Convolves the grid with a Gaussian of a standard deviation in cells, in place. */
function blur(values: Float32Array, deviation: number): void {
  const reach = Math.ceil(REACH * deviation);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / deviation) ** 2));
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  kernel.forEach((weight, i) => (kernel[i] = weight / sum));
  const line = new Float32Array(SIDE + 2 * reach);
  for (const [along, across] of [[1, SIDE], [SIDE, 1]]) {
    for (let at = 0; at < SIDE; at++) {
      const start = at * across;
      for (let i = 0; i < SIDE; i++) line[reach + i] = values[start + i * along];
      for (let i = 0; i < SIDE; i++) {
        let total = 0;
        for (let k = 0; k < kernel.length; k++) total += kernel[k] * line[i + k];
        values[start + i * along] = total;
      }
    }
  }
}

function rank(values: Float32Array, world: Float32Array, mask: Uint8Array, n: number): Float32Array {
  const step = Math.max(1, Math.ceil(n / MOST_RANKED));
  const ranked = new Float32Array(Math.ceil(n / step));
  let [seen, found] = [0, 0];
  for (let row = 0; row < mask.length; row++) {
    const x = world[2 * row];
    const y = world[2 * row + 1];
    if (mask[row] === 0 || !(x >= 0 && x <= WORLD && y >= 0 && y <= WORLD)) continue;
    if (seen++ % step === 0) ranked[found++] = valueAt(values, x, y);
  }
  return ranked.sort();
}

/** The density at a place of the world, between the centres of the cells; 0 outside the map's bounds. */
export function valueAt(values: Float32Array, x: number, y: number): number {
  if (!(x >= 0 && x <= WORLD && y >= 0 && y <= WORLD)) return 0;
  const cx = Math.min(SIDE - 1, Math.max(0, x / CELL - 0.5));
  const cy = Math.min(SIDE - 1, Math.max(0, y / CELL - 0.5));
  const left = Math.min(SIDE - 2, Math.floor(cx));
  const top = Math.min(SIDE - 2, Math.floor(cy));
  const right = cx - left;
  const below = cy - top;
  const at = top * SIDE + left;
  return (values[at] * (1 - right) + values[at + 1] * right) * (1 - below) + (values[at + SIDE] * (1 - right) + values[at + SIDE + 1] * right) * below;
}

/** Share of the items at which the density is below a value. */
export function shareBelow({ ranked }: Field, value: number): number {
  let [low, high] = [0, ranked.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranked[middle] < value) low = middle + 1;
    else high = middle;
  }
  return ranked.length === 0 ? 0 : low / ranked.length;
}
