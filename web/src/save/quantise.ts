/** At most 256 colours for a set of pictures. */

export interface Quantised {
  /** Red, green and blue of each colour. */
  readonly palette: Uint8Array;
  /** For every picture the colour of each pixel. */
  readonly indices: readonly Uint8Array[];
}

const MOST = 256;
const CELLS = 1 << 18; // 6 bits of red, green and blue

/** Pictures as RGBA bytes, opacity ignored. Exact for greys and for up to 256 colours; others by dividing the space of colours. */
export function quantise(pictures: readonly Uint8ClampedArray[]): Quantised {
  return exact(pictures) ?? divided(pictures);
}

function exact(pictures: readonly Uint8ClampedArray[]): Quantised | null {
  const known = new Map<number, number>();
  const indices: Uint8Array[] = [];
  for (const rgba of pictures) {
    const own = new Uint8Array(rgba.length / 4);
    for (let i = 0; i < own.length; i++) {
      const colour = (rgba[4 * i] << 16) | (rgba[4 * i + 1] << 8) | rgba[4 * i + 2];
      let index = known.get(colour);
      if (index === undefined) {
        if (known.size === MOST) return null;
        index = known.size;
        known.set(colour, index);
      }
      own[i] = index;
    }
    indices.push(own);
  }
  return { palette: Uint8Array.from([...known.keys()].flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])), indices };
}

/** Cells of the colour cube that are in use: how many pixels each has, and the mean of their colours. */
interface Cells { readonly ids: Uint32Array; readonly weights: Float64Array; readonly means: Float64Array }

/** The box with the largest squared error is halved at its mean until there are 256; then each cell takes the nearest mean of a box. */
function divided(pictures: readonly Uint8ClampedArray[]): Quantised {
  const cells = countCells(pictures);
  let boxes = [describe(cells, Array.from(cells.ids.keys()))];
  while (boxes.length < MOST) {
    const worst = boxes.reduce((most, box) => (box.error > most.error ? box : most));
    if (worst.error === 0) break;
    const below = worst.members.filter((cell) => cells.means[3 * cell + worst.axis] <= worst.mean[worst.axis]);
    const above = worst.members.filter((cell) => cells.means[3 * cell + worst.axis] > worst.mean[worst.axis]);
    boxes = [...boxes.filter((box) => box !== worst), describe(cells, below), describe(cells, above)];
  }
  const palette = Uint8Array.from(boxes.flatMap(({ mean }) => mean.map(Math.round)));
  const colourOf = new Uint8Array(CELLS);
  cells.ids.forEach((id, cell) => (colourOf[id] = nearestColour(palette, cells.means.subarray(3 * cell, 3 * cell + 3))));
  return { palette, indices: pictures.map((rgba) => Uint8Array.from({ length: rgba.length / 4 }, (_, i) => colourOf[cellOf(rgba, 4 * i)])) };
}

interface Box {
  readonly members: readonly number[];
  readonly mean: readonly [number, number, number];
  /** The channel that varies most, and the squared error there. */
  readonly axis: number;
  readonly error: number;
}

function describe({ weights, means }: Cells, members: readonly number[]): Box {
  const [sums, squares] = [[0, 0, 0], [0, 0, 0]];
  let weight = 0;
  for (const cell of members) {
    weight += weights[cell];
    for (let c = 0; c < 3; c++) {
      sums[c] += weights[cell] * means[3 * cell + c];
      squares[c] += weights[cell] * means[3 * cell + c] ** 2;
    }
  }
  // rounding leaves a little where all are equal
  const errors = squares.map((square, c) => (members.length > 1 ? Math.max(0, square - sums[c] ** 2 / weight) : 0)).map((error) => (error < 1e-6 * weight ? 0 : error));
  const axis = errors.indexOf(Math.max(...errors));
  return { members, mean: [sums[0] / weight, sums[1] / weight, sums[2] / weight], axis, error: errors[axis] };
}

function cellOf(rgba: Uint8ClampedArray, at: number): number {
  return ((rgba[at] >> 2) << 12) | ((rgba[at + 1] >> 2) << 6) | (rgba[at + 2] >> 2);
}

function countCells(pictures: readonly Uint8ClampedArray[]): Cells {
  const counts = new Uint32Array(CELLS);
  const sums = new Float64Array(3 * CELLS);
  for (const rgba of pictures) {
    for (let at = 0; at < rgba.length; at += 4) {
      const cell = cellOf(rgba, at);
      counts[cell]++;
      for (let c = 0; c < 3; c++) sums[3 * cell + c] += rgba[at + c];
    }
  }
  const ids = Uint32Array.from(counts.keys()).filter((id) => counts[id] > 0);
  const means = new Float64Array(3 * ids.length);
  ids.forEach((id, cell) => {
    for (let c = 0; c < 3; c++) means[3 * cell + c] = sums[3 * id + c] / counts[id];
  });
  return { ids, weights: Float64Array.from(ids, (id) => counts[id]), means };
}

function nearestColour(palette: Uint8Array, [red, green, blue]: Float64Array): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < palette.length / 3; i++) {
    const distance = (palette[3 * i] - red) ** 2 + (palette[3 * i + 1] - green) ** 2 + (palette[3 * i + 2] - blue) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}
