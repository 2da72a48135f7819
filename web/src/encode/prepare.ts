/**
 * A picture as the training images were made: grey or colour, cut, padded or stretched to the model's shape, in the order and with the
 * rounding of the image set `folder` (Pillow's). No DOM here.
 */

import { isVerticalFirst, squeeze, Stack, type Taps, taps } from "./resample";

/** How pictures of another shape are brought to the model's: the options of the image set. */
export interface Preparation { readonly fit: "crop" | "pad" | "stretch"; readonly background: "white" | "black" }
/** Where an image set does not say how: as a folder of images is read by default. */
export const USUAL: Preparation = { fit: "crop", background: "white" };

export interface Shape { readonly channels: number; readonly height: number; readonly width: number }

/** Pixels that are read some rows at a time, as opaque RGBA. */
export interface Pixels { readonly width: number; readonly height: number; read(top: number, rows: number): Uint8ClampedArray | Uint8Array }

/** A picture in the model's shape: bytes row by row, channels interleaved. */
export interface Prepared extends Shape { readonly bytes: Uint8Array }

const BAND = 2 ** 22; // pixels that are read at once

/** Where a picture goes: the part of it that is used, and the rectangle of the target that it fills. */
export interface Plan {
  /** Left, top, right and bottom, in pixels of the picture. */
  readonly box: readonly [number, number, number, number];
  readonly inner: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** The plan for a picture of one size, as Pillow's `ImageOps.fit`, or with a border, or stretched. */
export function plan(from: { width: number; height: number }, to: { width: number; height: number }, fit: Preparation["fit"]): Plan {
  const whole = { box: [0, 0, from.width, from.height] as const, inner: { left: 0, top: 0, width: to.width, height: to.height } };
  if (fit === "stretch" || (from.width === to.width && from.height === to.height)) return whole;
  if (fit === "pad") {
    const scale = Math.min(to.width / from.width, to.height / from.height);
    const side = (length: number, most: number): number => Math.min(most, Math.max(1, roundEven(length * scale)));
    const [width, height] = [side(from.width, to.width), side(from.height, to.height)];
    return { ...whole, inner: { left: Math.floor((to.width - width) / 2), top: Math.floor((to.height - height) / 2), width, height } };
  }
  const ratio = to.width / to.height;
  const wide = from.width / from.height >= ratio;
  const [width, height] = [wide ? Math.min(from.width, ratio * from.height) : from.width, wide ? from.height : Math.min(from.height, from.width / ratio)];
  const [left, top] = [(from.width - width) * 0.5, (from.height - height) * 0.5];
  return { ...whole, box: [left, top, left + width, top + height] };
}

/** Halves to the even neighbour, as Python rounds. */
function roundEven(value: number): number {
  const low = Math.floor(value);
  return value - low === 0.5 ? low + (low % 2) : Math.round(value);
}

/**
 * The picture in the model's shape, for one channel (grey) or three (colour). `pillow` is the version that prepared the training images,
 * null for a recent one; about `atOnce` pixels are read at a time.
 */
export function prepare(source: Pixels, shape: Shape, { fit, background }: Preparation, pillow: string | null = null, atOnce = BAND): Prepared {
  const { channels, height, width } = shape;
  const { box, inner } = plan(source, shape, fit);
  const across = same(box[0], box[2], source.width, inner.width) ? null : taps(source.width, box[0], box[2], inner.width);
  const down = same(box[1], box[3], source.height, inner.height) ? null : taps(source.height, box[1], box[3], inner.height);
  const small = resize(source, channels, across, down, across !== null && down !== null && isVerticalFirst(pillow, source, inner), atOnce);
  if (inner.width === width && inner.height === height) return { ...shape, bytes: small };
  const bytes = new Uint8Array(height * width * channels).fill(background === "white" ? 255 : 0);
  const stride = inner.width * channels;
  for (let y = 0; y < inner.height; y++) bytes.set(small.subarray(y * stride, (y + 1) * stride), ((inner.top + y) * width + inner.left) * channels);
  return { ...shape, bytes };
}

/** Both passes, or those that are not null; the rows that count are read in lots. */
function resize(source: Pixels, channels: number, across: Taps | null, down: Taps | null, verticalFirst: boolean, atOnce: number): Uint8Array {
  const [top, bottom] = span(down, source.height);
  const stride = (verticalFirst || across === null ? source.width : across.first.length) * channels;
  const stack = down === null ? null : new Stack(stride, down);
  const unstacked = new Uint8Array(stack === null ? (bottom - top) * stride : 0);
  const lot = Math.max(1, Math.floor(atOnce / source.width));
  for (let y = top; y < bottom; y += lot) {
    const rows = toChannels(source.read(y, Math.min(lot, bottom - y)), channels);
    const narrow = verticalFirst || across === null ? rows : squeeze(rows, source.width, channels, across);
    if (stack === null) unstacked.set(narrow, (y - top) * stride);
    else stack.add(narrow, y);
  }
  const stacked = stack === null ? unstacked : stack.bytes();
  return verticalFirst && across !== null ? squeeze(stacked, source.width, channels, across) : stacked;
}

function same(from: number, to: number, length: number, size: number): boolean {
  return from === 0 && to === length && length === size;
}

/** The input rows that outputs are made of. */
function span(down: Taps | null, height: number): [number, number] {
  if (down === null) return [0, height];
  const last = down.first.length - 1;
  return [down.first[0], down.first[last] + down.weights[last].length];
}

/** RGBA as colour, or as grey with the weights of ITU-R 601 in Pillow's fixed point. */
function toChannels(rgba: Uint8ClampedArray | Uint8Array, channels: number): Uint8Array {
  const out = new Uint8Array((rgba.length / 4) * channels);
  for (let i = 0, at = 0; i < rgba.length; i += 4) {
    if (channels === 1) out[at++] = (rgba[i] * 19595 + rgba[i + 1] * 38470 + rgba[i + 2] * 7471 + 0x8000) >> 16;
    else for (let c = 0; c < 3; c++) out[at++] = rgba[i + c];
  }
  return out;
}

/** The picture with light and dark exchanged. */
export function inverted({ bytes, ...shape }: Prepared): Prepared {
  return { ...shape, bytes: bytes.map((value) => 255 - value) };
}

/** What the encoder takes: one plane for each channel, values in [0, 1]. */
export function toPlanes({ bytes, channels }: Prepared): Float32Array {
  const area = bytes.length / channels;
  const planes = new Float32Array(bytes.length);
  for (let i = 0; i < area; i++) for (let c = 0; c < channels; c++) planes[c * area + i] = bytes[i * channels + c] / 255;
  return planes;
}

/** The picture as a canvas shows it. */
export function toPicture({ bytes, channels, width, height }: Prepared): { rgba: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) for (let c = 0; c < 3; c++) rgba[4 * i + c] = bytes[i * channels + (channels === 1 ? 0 : c)];
  return { rgba, width, height };
}

/** Mean over all values of the squared difference from a decoded image, on a scale from 0 to 1. */
export function meanSquaredError({ bytes, channels }: Prepared, rgba: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < bytes.length / channels; i++) for (let c = 0; c < channels; c++) sum += ((bytes[i * channels + c] - rgba[4 * i + c]) / 255) ** 2;
  return sum / bytes.length;
}

/** Median brightness, 0 to 1, of the outermost pixels of RGBA pixels: whether a picture lies on light or on dark ground. */
export function ground(rgba: Uint8ClampedArray, width: number, height: number): number {
  const values: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
        const at = 4 * (y * width + x);
        values.push((0.299 * rgba[at] + 0.587 * rgba[at + 1] + 0.114 * rgba[at + 2]) / 255);
      }
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
