/**
 * Attribute vectors: the difference of the mean latents of two groups, and how well it tells the groups apart.
 * `latents` is `n × width`, row by row; a group is one byte for every row, 1 for its members. Sums are in float64.
 */

/** What was found between group A and group B. */
export interface Between {
  readonly countA: number;
  readonly countB: number;
  readonly meanA: Float32Array;
  readonly meanB: Float32Array;
  /** Mean of B − mean of A. */
  readonly vector: Float32Array;
  /** Euclidean length of the vector. */
  readonly length: number;
  /** d′, see `separation`; null where a group is too small to say. */
  readonly separation: number | null;
}

/** Members of a group. */
export function size(group: Uint8Array): number {
  let members = 0;
  for (const member of group) members += member;
  return members;
}

/** Mean latent of a group; NaN for an empty one. */
export function mean(latents: Float32Array, width: number, group: Uint8Array): Float64Array {
  const sums = new Float64Array(width);
  let members = 0;
  for (let row = 0, at = 0; row < group.length; row++, at += width) {
    if (group[row] === 0) continue;
    members++;
    for (let i = 0; i < width; i++) sums[i] += latents[at + i];
  }
  return sums.map((sum) => sum / members);
}

/** Root-mean-square distance of all latents from their mean: the unit in which lengths are told. */
export function spread(latents: Float32Array, width: number): number {
  const n = latents.length / width;
  const centre = mean(latents, width, new Uint8Array(n).fill(1));
  let squares = 0;
  for (let at = 0; at < latents.length; at += width) for (let i = 0; i < width; i++) squares += (latents[at + i] - centre[i]) ** 2;
  return Math.sqrt(squares / n);
}

/** The vector from group A to group B. Both must have members. */
export function between(latents: Float32Array, width: number, a: Uint8Array, b: Uint8Array): Between {
  const [meanA, meanB] = [mean(latents, width, a), mean(latents, width, b)];
  const vector = meanB.map((value, i) => value - meanA[i]);
  return {
    countA: size(a),
    countB: size(b),
    meanA: Float32Array.from(meanA),
    meanB: Float32Array.from(meanB),
    vector: Float32Array.from(vector),
    length: Math.hypot(...vector),
    separation: separation(latents, width, a, b),
  };
}

/**
 * d′ of two groups along their vector: the difference of their means over the pooled standard deviation within them. Every
 * group is cut in two halves; the vector of one pair of halves is held against the images of the other, and the two results are
 * averaged, because a vector always separates the very images that it was made from. Null when a half has fewer than two images,
 * or nothing varies.
 */
export function separation(latents: Float32Array, width: number, a: Uint8Array, b: Uint8Array): number | null {
  const [halvesA, halvesB] = [halves(a), halves(b)];
  const found = [0, 1].map((made) => {
    const [from, to] = [mean(latents, width, halvesA[made]), mean(latents, width, halvesB[made])];
    const vector = to.map((value, i) => value - from[i]);
    const [left, right] = [halvesA, halvesB].map((pair) => along(latents, width, pair[1 - made], vector));
    const pooled = Math.sqrt((left.squares + right.squares) / (left.n + right.n - 2));
    return left.n < 2 || right.n < 2 ? Number.NaN : (right.mean - left.mean) / pooled;
  });
  const value = (found[0] + found[1]) / 2;
  return Number.isFinite(value) ? value : null;
}

/** Every other member of a group, and the rest. */
function halves(group: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const parts = [new Uint8Array(group.length), new Uint8Array(group.length)] as const;
  let members = 0;
  for (let row = 0; row < group.length; row++) if (group[row] !== 0) parts[members++ % 2][row] = 1;
  return parts;
}

/** Number, mean and sum of squared deviations of a group's coordinates along a direction (Welford 1962). */
function along(latents: Float32Array, width: number, group: Uint8Array, direction: Float64Array): { n: number; mean: number; squares: number } {
  let [n, average, squares] = [0, 0, 0];
  for (let row = 0, at = 0; row < group.length; row++, at += width) {
    if (group[row] === 0) continue;
    let value = 0;
    for (let i = 0; i < width; i++) value += latents[at + i] * direction[i];
    const step = value - average;
    average += step / ++n;
    squares += step * (value - average);
  }
  return { n, mean: average, squares };
}

/** latent + amount · vector. */
export function moved(latent: Float32Array, vector: Float32Array, amount: number): Float32Array {
  return latent.map((value, i) => value + amount * vector[i]);
}

/** a − b + c. */
export function analogy(a: Float32Array, b: Float32Array, c: Float32Array): Float32Array {
  return a.map((value, i) => value - b[i] + c[i]);
}
