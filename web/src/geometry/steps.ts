/** How even a strip of images is, and how much of it is mere fading. Images are floats in [0, 1], channels and pixels in any one order. */

/** Root of the squared difference of two images, mean over channels and pixels: the distance of `latlas.metrics.admissibility`. */
export function rootMeanSquare(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(meanSquare(a, b));
}

/** Longest over mean step; 1 for even steps, and where nothing moves. */
export function stepRatio(steps: readonly number[]): number {
  const sum = steps.reduce((total, step) => total + step, 0);
  return sum > 0 ? (Math.max(...steps) * steps.length) / sum : 1;
}

/** An image against the mixes (1 − w) start + w end, 0 ≤ w ≤ 1, of two others, pixel by pixel. */
export interface Mixed {
  /** w of the nearest mix. */
  readonly weight: number;
  /** Mean squared difference to the nearest mix, and to the nearer of the two ends. */
  readonly toMix: number;
  readonly toEnd: number;
}

export function nearestMix(image: Float32Array, start: Float32Array, end: Float32Array): Mixed {
  let [along, chord] = [0, 0];
  for (let i = 0; i < image.length; i++) {
    const across = end[i] - start[i];
    along += (image[i] - start[i]) * across;
    chord += across * across;
  }
  const weight = chord > 0 ? Math.min(1, Math.max(0, along / chord)) : 0;
  let squares = 0;
  for (let i = 0; i < image.length; i++) squares += (image[i] - start[i] - weight * (end[i] - start[i])) ** 2;
  const toEnd = Math.min(meanSquare(image, start), meanSquare(image, end));
  return { weight, toMix: Math.min(squares / image.length, toEnd), toEnd };
}

/**
 * Share of what separates in-between images from the nearer end that mixing the ends pixel by pixel explains:
 * 1 − Σ d(image, nearest mix)² / Σ d(image, nearer end)². 1 is a cross-dissolve, 0 is no help at all; not a number where nothing
 * separates them.
 */
export function crossDissolve(images: readonly Mixed[]): number {
  const [toMix, toEnd] = images.reduce(([mix, end], image) => [mix + image.toMix, end + image.toEnd], [0, 0]);
  return toEnd > 0 ? 1 - toMix / toEnd : Number.NaN;
}

/** (1 − share) start + share end, value by value. */
export function dissolve(start: Float32Array, end: Float32Array, share: number): Float32Array {
  return start.map((value, i) => (1 - share) * value + share * end[i]);
}

function meanSquare(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}
