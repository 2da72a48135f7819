/** Pairs of items to walk between: the nearest, the farthest, or any. */

export type Wanted = "nearest" | "farthest" | "random";

export interface Pair {
  readonly rows: readonly [number, number];
  /** Euclidean. */
  readonly distance: number;
  /** Rows of each side that were compared with each other, when they were too many for all. */
  readonly sampled: number | null;
}

export interface Search {
  /** `n × width`, row by row. */
  readonly vectors: Float32Array;
  readonly width: number;
  /** Rows that the first and the second of the pair may be. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Whether two different rows may be a pair. */
  readonly allowed: (first: number, second: number) => boolean;
}

/** Rows of a side that are compared with all of the other. */
const MOST = 2000;
/** Pairs that the nearest is looked for among, at most, so that a reader does not wait long. */
const PATIENCE = 100_000_000;
const TRIES = 60;

/**
 * A pair of two different rows, or null when none is allowed.
 * More than `MOST` rows on a side are sampled for the nearest and the farthest pair; what is found is then improved over all rows: each
 * row of the pair in turn is replaced by the best partner of the other, until none is better. From there the nearest pair of all is found
 * where that takes no more than `patience` comparisons. `random` gives numbers in [0, 1).
 */
export function findPair(search: Search, wanted: Wanted, random: () => number = Math.random, patience = PATIENCE): Pair | null {
  if (wanted === "random") return anyPair(search, random);
  const sign = wanted === "nearest" ? 1 : -1;
  const [first, second] = [sample(search.first, random), sample(search.second, random)];
  let best: Found | null = null;
  for (const row of first) {
    const found = bestPartner(search, row, second, sign, false, best?.cost);
    if (found !== null) best = found;
  }
  const complete = first.length === search.first.length && second.length === search.second.length;
  if (!complete) best = improve(search, best, sign);
  const whole = complete || wanted === "farthest" || best === null ? null : nearestOfAll(search, best, patience);
  best = whole ?? best;
  return best && { rows: best.rows, distance: Math.sqrt(Math.abs(best.cost)), sampled: complete || whole !== null ? null : MOST };
}

/** A pair and its squared distance, negative when the farthest is looked for. */
interface Found { readonly rows: readonly [number, number]; readonly cost: number }

function improve(search: Search, found: Found | null, sign: 1 | -1): Found | null {
  let best = found;
  while (best !== null) {
    const better: Found | null = bestPartner(search, best.rows[0], search.second, sign, false, best.cost);
    const [, second]: readonly [number, number] = (better ?? best).rows;
    const again = bestPartner(search, second, search.first, sign, true, (better ?? best).cost);
    if (better === null && again === null) return best;
    best = again ?? better;
  }
  return null;
}

/**
 * The nearest pair of all, given one that bounds its distance; null when more than `patience` pairs would have to be looked at. Rows are
 * gone through along the axis on which they spread widest, and only compared with those that are within the bound along it.
 */
function nearestOfAll({ vectors, width, first, second, allowed }: Search, found: Found, patience: number): Found | null {
  const roles = new Uint8Array(vectors.length / width);
  for (const row of first) roles[row] |= 1;
  for (const row of second) roles[row] |= 2;
  const rows = Uint32Array.from(roles.keys()).filter((row) => roles[row] !== 0);
  const axis = widest(vectors, width, rows);
  const along = (row: number): number => vectors[row * width + axis];
  rows.sort((a, b) => along(a) - along(b));
  let best = found;
  let left = patience;
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length && (along(rows[j]) - along(rows[i])) ** 2 < best.cost; j++) {
      if (left-- === 0) return null;
      let squares = 0;
      for (let k = 0; k < width && squares < best.cost; k++) squares += (vectors[rows[i] * width + k] - vectors[rows[j] * width + k]) ** 2;
      if (squares >= best.cost) continue;
      if (roles[rows[i]] & 1 && roles[rows[j]] & 2 && allowed(rows[i], rows[j])) best = { rows: [rows[i], rows[j]], cost: squares };
      else if (roles[rows[j]] & 1 && roles[rows[i]] & 2 && allowed(rows[j], rows[i])) best = { rows: [rows[j], rows[i]], cost: squares };
    }
  }
  return best;
}

/** The axis of the largest difference between two rows. */
function widest(vectors: Float32Array, width: number, rows: Uint32Array): number {
  const low = new Float32Array(width).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(width).fill(Number.NEGATIVE_INFINITY);
  for (const row of rows) {
    for (let k = 0; k < width; k++) {
      low[k] = Math.min(low[k], vectors[row * width + k]);
      high[k] = Math.max(high[k], vectors[row * width + k]);
    }
  }
  const spread = high.map((value, k) => value - low[k]);
  return spread.indexOf(Math.max(...spread));
}

/** The partner with the least cost below `bound`, if there is one; `turned` when `row` is the second of the pair. */
function bestPartner({ vectors, width, allowed }: Search, row: number, partners: Uint32Array, sign: 1 | -1, turned: boolean, bound = Number.POSITIVE_INFINITY): Found | null {
  let best: Found | null = null;
  let least = bound;
  for (const other of partners) {
    if (other === row) continue;
    let squares = 0;
    for (let i = 0; i < width && (sign < 0 || squares < least); i++) squares += (vectors[row * width + i] - vectors[other * width + i]) ** 2;
    if (sign * squares >= least) continue;
    const rows = turned ? ([other, row] as const) : ([row, other] as const);
    if (!allowed(...rows)) continue;
    least = sign * squares;
    best = { rows, cost: least };
  }
  return best;
}

function anyPair({ vectors, width, first, second, allowed }: Search, random: () => number): Pair | null {
  for (let trial = 0; trial < TRIES && first.length > 0; trial++) {
    const row = first[Math.floor(random() * first.length)];
    const partners = second.filter((other) => other !== row && allowed(row, other));
    if (partners.length === 0) continue;
    const other = partners[Math.floor(random() * partners.length)];
    let squares = 0;
    for (let i = 0; i < width; i++) squares += (vectors[row * width + i] - vectors[other * width + i]) ** 2;
    return { rows: [row, other], distance: Math.sqrt(squares), sampled: null };
  }
  return null;
}

/** At most `MOST` of the rows, each as likely as any other. */
function sample(rows: Uint32Array, random: () => number): Uint32Array {
  if (rows.length <= MOST) return rows;
  const drawn = new Set<number>();
  // Floyd's algorithm (Bentley and Floyd 1987): as many draws as rows wanted
  for (let last = rows.length - MOST; last < rows.length; last++) {
    const at = Math.floor(random() * (last + 1));
    drawn.add(drawn.has(at) ? last : at);
  }
  return Uint32Array.from(drawn, (at) => rows[at]);
}
