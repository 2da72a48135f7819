import { describe, expect, it } from "vitest";
import { PictureError, readHeader } from "../src/encode/header";
import { ground, inverted, meanSquaredError, type Pixels, plan, prepare, toPicture, toPlanes } from "../src/encode/prepare";
import { taps } from "../src/encode/resample";

/** A picture in memory; rows are read as opaque RGBA. */
function picture(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Pixels {
  return {
    width,
    height,
    read: (top, rows) => Uint8ClampedArray.from(Array.from({ length: width * rows }, (_, i) => [...colour(i % width, top + Math.floor(i / width)), 255]).flat()),
  };
}

const noise = (x: number, y: number): number[] => [(x * 67 + y * 131) % 256, (x * 31 + y * 17 + 80) % 256, (x * 7 + y * 201) % 256];

/** Keys' cubic convolution with a = −0.5 (Keys 1981, equation 15). */
function keys(x: number): number {
  const s = Math.abs(x);
  if (s <= 1) return 1.5 * s ** 3 - 2.5 * s ** 2 + 1;
  return s <= 2 ? -0.5 * s ** 3 + 2.5 * s ** 2 - 4 * s + 2 : 0;
}

/** The resized gray value at a place, straight from the definition: both axes at once, in floats. */
function exact(source: Pixels, size: number, x: number, y: number): number {
  const axis = (length: number, i: number): [number, number][] => {
    const scale = length / size;
    const wide = Math.max(1, scale);
    const weights = Array.from({ length }, (_, k) => keys((k + 0.5 - (i + 0.5) * scale) / wide));
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight, k) => [k, weight / sum]);
  };
  let value = 0;
  for (const [row, down] of axis(source.height, y)) {
    if (down === 0) continue;
    const line = source.read(row, 1);
    for (const [column, across] of axis(source.width, x)) value += down * across * line[4 * column];
  }
  return Math.min(255, Math.max(0, value));
}

describe("resizing", () => {
  it.each([[23, 17, 9], [5, 4, 11], [40, 40, 7]])("%i × %i to %i is cubic convolution, widened when it shrinks", (width, height, size) => {
    const gray = picture(width, height, (x, y) => [noise(x, y)[0], noise(x, y)[0], noise(x, y)[0]]);
    const { bytes } = prepare(gray, { channels: 1, width: size, height: size }, { fit: "stretch", background: "white" });
    let worst = 0;
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) worst = Math.max(worst, Math.abs(bytes[y * size + x] - exact(gray, size, x, y)));
    // bytes between the passes, and at the end: two roundings, the first of which the weights may enlarge; and clipping between them
    expect(worst).toBeLessThan(6);
    expect(new Set(bytes).size).toBeGreaterThan(5);
  });

  it("has weights that sum to one, whatever the stretch", () => {
    for (const [length, from, to, size] of [[100, 0, 100, 7], [100, 12.5, 87.5, 28], [3, 0, 3, 64], [50_000, 0, 50_000, 1]])
      for (const weights of taps(length, from, to, size).weights) {
        const sum = weights.reduce((a, b) => a + b, 0) / 2 ** 22;
        expect(Math.abs(sum - 1)).toBeLessThan(weights.length / 2 ** 22);
      }
  });

  it("gives the same picture whether it is read in one go or row by row", () => {
    for (const fit of ["crop", "pad", "stretch"] as const) {
      const read = (atOnce: number) => [...prepare(picture(31, 47, noise), { channels: 3, width: 8, height: 9 }, { fit, background: "white" }, null, atOnce).bytes];
      expect(read(1)).toEqual(read(1e6));
      expect(read(100)).toEqual(read(1e6));
    }
  });
});

describe("preparing", () => {
  it("takes a picture of the right size as it is", () => {
    const own = picture(6, 5, noise);
    const { bytes } = prepare(own, { channels: 3, width: 6, height: 5 }, { fit: "crop", background: "white" });
    expect([...bytes]).toEqual(Array.from({ length: 30 }, (_, i) => noise(i % 6, Math.floor(i / 6))).flat());
  });

  it("makes gray with the weights of ITU-R 601", () => {
    const { bytes } = prepare(picture(6, 5, noise), { channels: 1, width: 6, height: 5 }, { fit: "crop", background: "white" });
    bytes.forEach((value, i) => {
      const [r, g, b] = noise(i % 6, Math.floor(i / 6));
      expect(Math.abs(value - (0.299 * r + 0.587 * g + 0.114 * b))).toBeLessThan(0.51);
    });
  });

  it("cuts to the middle", () => {
    expect(plan({ width: 30, height: 10 }, { width: 5, height: 5 }, "crop").box).toEqual([10, 0, 20, 10]);
    expect(plan({ width: 10, height: 31 }, { width: 5, height: 5 }, "crop").box).toEqual([0, 10.5, 10, 20.5]);
    expect(plan({ width: 40, height: 20 }, { width: 8, height: 4 }, "crop").box).toEqual([0, 0, 40, 20]);
  });

  it("puts a border of the background around what is padded", () => {
    const gray = picture(20, 10, () => [100, 100, 100]);
    const { bytes } = prepare(gray, { channels: 1, width: 8, height: 8 }, { fit: "pad", background: "black" });
    expect(plan(gray, { width: 8, height: 8 }, "pad").inner).toEqual({ left: 0, top: 2, width: 8, height: 4 });
    expect([...bytes].map((value, i) => value === (i >= 16 && i < 48 ? 100 : 0)).every(Boolean)).toBe(true);
  });

  it("rounds halves to even, as Python does", () => {
    // 5 of 10 pixels to 5: 2.5; 7 of 10 to 5: 3.5
    expect(plan({ width: 10, height: 5 }, { width: 5, height: 5 }, "pad").inner.height).toBe(2);
    expect(plan({ width: 10, height: 7 }, { width: 5, height: 5 }, "pad").inner.height).toBe(4);
  });

  it("orders values as planes from 0 to 1", () => {
    const small = { channels: 3, width: 2, height: 1, bytes: Uint8Array.of(0, 51, 102, 255, 204, 153) };
    expect([...toPlanes(small)]).toEqual([0, 1, 51 / 255, 204 / 255, 102 / 255, 153 / 255].map(Math.fround));
    expect([...toPicture(small).rgba]).toEqual([0, 51, 102, 255, 255, 204, 153, 255]);
    expect([...inverted(small).bytes]).toEqual([255, 204, 153, 0, 51, 102]);
    expect(meanSquaredError(small, toPicture(small).rgba)).toBe(0);
    expect(meanSquaredError(small, toPicture(inverted(small)).rgba)).toBeCloseTo([255, 153, 51, 255, 153, 51].reduce((sum, d) => sum + (d / 255) ** 2, 0) / 6, 12);
  });

  it("tells light ground from dark", () => {
    const digit = (paper: number, ink: number) => toPicture({ channels: 1, width: 4, height: 4, bytes: Uint8Array.from({ length: 16 }, (_, i) => ([5, 6, 9].includes(i) ? ink : paper)) }).rgba;
    expect(ground(digit(255, 0), 4, 4)).toBeCloseTo(1, 12);
    expect(ground(digit(0, 255), 4, 4)).toBe(0);
  });
});

describe("headers", () => {
  const bytes = (...parts: (string | number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part)));
  const zeros = (n: number): number[] => new Array<number>(n).fill(0);

  it.each([
    ["PNG", bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 1, 44, 0, 0, 0, 7], zeros(9)), 300, 7],
    ["GIF", bytes("GIF89a", [44, 1, 7, 0], zeros(9)), 300, 7],
    ["BMP", bytes("BM", zeros(12), [40, 0, 0, 0, 44, 1, 0, 0, 249, 255, 255, 255], zeros(9)), 300, 7],
    ["WebP", bytes("RIFF", zeros(4), "WEBPVP8X", zeros(8), [43, 1, 0, 6, 0, 0], zeros(4)), 300, 7],
    ["JPEG", bytes([255, 216, 255, 224, 0, 4, 9, 9, 255, 192, 0, 17, 8, 0, 7, 1, 44, 3], zeros(9)), 300, 7],
    // an old frame inside a segment is no frame, and fill bytes may stand before a marker
    ["JPEG", bytes([255, 216, 255, 225, 0, 8, 255, 192, 0, 17, 8, 0, 255, 255, 255, 194, 0, 17, 8, 0, 7, 1, 44, 3]), 300, 7],
  ])("of %s", (kind, file, width, height) => {
    expect(readHeader(file)).toEqual({ kind, width, height });
    // cut off anywhere it is explained
    for (let length = 0; length < 9; length++) expect(() => readHeader(file.subarray(0, length))).toThrow(PictureError);
  });

  it.each([
    ["nothing", bytes(""), "empty"],
    ["a text", bytes("hello there, this is no picture at all"), "no picture"],
    ["an SVG", bytes("<?xml version='1.0'?><svg>"), "drawing"],
    ["no pixels", bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", zeros(17)), "no pixels"],
    ["a JPEG without a frame", bytes([255, 216, 255, 224, 0, 4, 9, 9]), "cut off"],
  ])("refuse %s", (_, file, says) => {
    expect(() => readHeader(file)).toThrow(says);
  });
});
