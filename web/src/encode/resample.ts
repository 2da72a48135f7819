/**
 * Resizing as Pillow does it for 8-bit images, to the last bit: a bicubic filter that widens when it shrinks (antialiasing),
 * weights in fixed point, and bytes between the horizontal and the vertical pass. Images are trained on as Pillow resized them,
 * so a picture that comes later has to be resized alike; a canvas does not promise how it does it.
 * Formulas: Keys 1981 with a = −0.5; Pillow's src/libImaging/Resample.c, which since version 13 may take the vertical pass first.
 */

const SUPPORT = 2; // input pixels on each side of the centre, before widening
const ONE = 2 ** 22; // fixed point

/** For every output: the first input that counts, and the weights of it and its followers in fixed point. */
export interface Taps { readonly first: Int32Array; readonly weights: readonly Int32Array[] }

/** Weights that make `size` outputs of the stretch `from` to `to` of `length` inputs. */
export function taps(length: number, from: number, to: number, size: number): Taps {
  // Pillow takes the stretch in single precision
  const [low, high] = [Math.fround(from), Math.fround(to)];
  const scale = Math.fround(high - low) / size;
  const widened = Math.max(1, scale);
  const narrowed = 1 / widened;
  const first = new Int32Array(size);
  const weights = Array.from({ length: size }, (_, i) => {
    const centre = low + (i + 0.5) * scale;
    first[i] = Math.max(0, Math.trunc(centre - SUPPORT * widened + 0.5));
    const end = Math.min(length, Math.trunc(centre + SUPPORT * widened + 0.5));
    const raw = Array.from({ length: end - first[i] }, (_, k) => bicubic((k + first[i] - centre + 0.5) * narrowed));
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return Int32Array.from(raw, (weight) => Math.trunc((weight / sum) * ONE + (weight < 0 ? -0.5 : 0.5)));
  });
  return { first, weights };
}

function bicubic(at: number): number {
  const x = Math.abs(at);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < SUPPORT ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
}

/** Whether Pillow of a version begins with the vertical pass: where the height shrinks by more than twice as many pixels as the width. */
export function isVerticalFirst(pillow: string | null, from: { width: number; height: number }, to: { width: number; height: number }): boolean {
  const recent = pillow === null || Number.parseInt(pillow, 10) >= 13;
  return recent && from.height > to.height && from.height - to.height > 2 * (from.width - to.width);
}

/** Rows of `width` pixels of interleaved channels, each resized to the number of outputs of `across`. */
export function squeeze(rows: Uint8Array, width: number, channels: number, { first, weights }: Taps): Uint8Array {
  const height = rows.length / (width * channels);
  const out = new Uint8Array(height * first.length * channels);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < first.length; x++) {
      const own = weights[x];
      const start = (y * width + first[x]) * channels;
      for (let c = 0; c < channels; c++, at++) {
        let sum = ONE / 2;
        for (let k = 0; k < own.length; k++) sum += rows[start + k * channels + c] * own[k];
        out[at] = toByte(sum);
      }
    }
  return out;
}

/** Columns resized to the number of outputs of `down`; rows of `stride` bytes may come in several lots, from the top. */
export class Stack {
  private readonly sums: Float64Array;

  constructor(private readonly stride: number, private readonly down: Taps) {
    this.sums = new Float64Array(down.first.length * stride).fill(ONE / 2);
  }

  /** Adds rows that begin with input row `top`. */
  add(rows: Uint8Array, top: number): void {
    const { stride, sums } = this;
    const end = top + rows.length / stride;
    this.down.weights.forEach((own, y) => {
      const first = this.down.first[y];
      for (let row = Math.max(first, top); row < Math.min(first + own.length, end); row++)
        for (let i = 0, from = (row - top) * stride, to = y * stride; i < stride; i++) sums[to + i] += rows[from + i] * own[row - first];
    });
  }

  /** The outputs, once all rows have been added. */
  bytes(): Uint8Array {
    return Uint8Array.from(this.sums, toByte);
  }
}

function toByte(sum: number): number {
  return Math.min(255, Math.max(0, Math.floor(sum / ONE)));
}
