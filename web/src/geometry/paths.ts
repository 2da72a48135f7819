/**
 * Paths between latents and surfaces between four of them: the formulas of `latlas.latent.paths`.
 * Latents come as float32; everything is calculated in float64 and returned in float32.
 */

/** The latent at α on the way from `start` (α = 0) to `end` (α = 1), both exact; α outside [0, 1] extrapolates. */
export type PathFunction = (start: Float32Array, end: Float32Array, alpha: number) => Float32Array;

// two directions this close to opposite (radians) have no shortest great circle: √ε of float32
const OPPOSITE = Math.sqrt(2 ** -23);
/** Straight pieces that the length of a path is measured in. */
const PIECES = 16;

/** The straight path (1 − α) start + α end. */
export function linear(start: Float32Array, end: Float32Array, alpha: number): Float32Array {
  return combine(start, 1 - alpha, end, alpha);
}

/**
 * The path along the great circle (Shoemake 1985; White 2016): the direction turns at constant speed, the norm changes linearly.
 * The straight path where one end is zero, or where the ends have opposite directions.
 */
export function spherical(start: Float32Array, end: Float32Array, alpha: number): Float32Array {
  const [startNorm, endNorm] = [norm(start), norm(end)];
  if (startNorm === 0 || endNorm === 0) return linear(start, end, alpha);
  // Kahan's angle keeps its digits where the arc cosine loses them, near 0 and π
  let [apart, together] = [0, 0];
  for (let i = 0; i < start.length; i++) {
    const [u, v] = [start[i] / startNorm, end[i] / endNorm];
    apart += (u - v) ** 2;
    together += (u + v) ** 2;
  }
  const angle = 2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together));
  if (Math.PI - angle < OPPOSITE) return linear(start, end, alpha);
  const length = Math.max(0, (1 - alpha) * startNorm + alpha * endNorm);
  const turn = (share: number): number => (share * sinc(share * angle)) / sinc(angle);
  return combine(start, turn(1 - alpha) * (length / startNorm), end, turn(alpha) * (length / endNorm));
}

/** Paths by their names, which are those of `latlas.latent.paths.PATHS`. One that must be solved first, such as a geodesic, joins as the function of its solution. */
export const PATHS = {
  linear: { title: "Straight", summary: "the straight line between the latents", at: linear },
  spherical: { title: "Spherical", summary: "along the great circle: direction and norm change evenly", at: spherical },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly summary: string; readonly at: PathFunction }>>;

export type PathKind = keyof typeof PATHS;

export function isPathKind(name: string): name is PathKind {
  return Object.hasOwn(PATHS, name);
}

/** A latent on a way through several stops: between stops `segment` and `segment + 1`, at α there. */
export interface Step { readonly segment: number; readonly alpha: number; readonly latent: Float32Array }

/**
 * `count` latents along the way through all stops, at least as many as there are stops. Every stop is one of them; the others are spread
 * so that the longest gap, measured along the path, is as short as it can be. α is 0 only at the first stop and 1 at all others.
 */
export function walk(stops: readonly Float32Array[], kind: PathKind, count: number): Step[] {
  if (stops.length === 0) return [];
  const at = PATHS[kind].at;
  const segments = stops.slice(1).map((end, i) => [stops[i], end] as const);
  const steps = divide(segments.map(([start, end]) => pathLength(at, start, end)), count - 1);
  const rest = segments.flatMap(([start, end], segment) =>
    Array.from({ length: steps[segment] }, (_, i) => ({ segment, alpha: (i + 1) / steps[segment], latent: at(start, end, (i + 1) / steps[segment]) })),
  );
  return [{ segment: 0, alpha: 0, latent: Float32Array.from(stops[0]) }, ...rest];
}

/** `steps` divided among lengths, one for each at least: every further one goes where the gaps are longest. */
export function divide(lengths: readonly number[], steps: number): number[] {
  const divided = lengths.map(() => 1);
  for (let left = steps - lengths.length; left > 0 && lengths.length > 0; left--) {
    let longest = 0;
    for (let i = 1; i < lengths.length; i++) if (lengths[i] / divided[i] > lengths[longest] / divided[longest]) longest = i;
    divided[longest]++;
  }
  return divided;
}

/** Length of a path, in units of the latents. */
export function pathLength(at: PathFunction, start: Float32Array, end: Float32Array): number {
  let [length, last] = [0, start];
  for (let i = 1; i <= PIECES; i++) {
    const next = at(start, end, i / PIECES);
    length += euclidean(last, next);
    last = next;
  }
  return length;
}

/** ‖a − b‖. */
export function euclidean(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum);
}

/** Four of something: top left, top right, bottom left, bottom right. */
export type Corners<T> = readonly [T, T, T, T];

/** Shares of the four corners at a place of a bilinear surface: `across` and `down` run from 0 to 1. */
export function cornerWeights(across: number, down: number): Corners<number> {
  return [(1 - across) * (1 - down), across * (1 - down), (1 - across) * down, across * down];
}

/** The bilinear surface between four latents at `side` × `side` evenly spaced places, row by row; each edge is the straight path between its corners. */
export function bilinear([topLeft, topRight, bottomLeft, bottomRight]: Corners<Float32Array>, side: number): Float32Array[] {
  return Array.from({ length: side * side }, (_, i) => {
    const [across, down] = [(i % side) / (side - 1), Math.floor(i / side) / (side - 1)];
    return linear(linear(topLeft, bottomLeft, down), linear(topRight, bottomRight, down), across);
  });
}

function combine(a: Float32Array, shareOfA: number, b: Float32Array, shareOfB: number): Float32Array {
  return a.map((value, i) => shareOfA * value + shareOfB * b[i]);
}

function norm(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x) / x;
}
