import { describe, expect, it } from "vitest";
import { encodeGif } from "../src/save/gif";
import { compress } from "../src/save/lzw";
import { quantise } from "../src/save/quantise";
import { enlarged, enlargement, type Picture, sheet, thereAndBack } from "../src/save/sheet";
import { seeded } from "./random";

const next = seeded(5);

/** Undoes GIF's LZW by its specification, with strings in a growing table. */
function expand(data: Uint8Array, bits: number): number[] {
  const [clear, end] = [1 << bits, (1 << bits) + 1];
  let table: number[][] = [];
  let width = bits + 1;
  let before: number[] | null = null;
  const found: number[] = [];
  for (let at = 0; ; ) {
    let code = 0;
    for (let bit = 0; bit < width; bit++) code |= ((data[(at + bit) >> 3] >> ((at + bit) & 7)) & 1) << bit;
    at += width;
    if (code === end) {
      expect(Math.ceil(at / 8)).toBe(data.length);
      return found;
    }
    if (code === clear) {
      table = Array.from({ length: end + 1 }, (_, i) => [i]);
      width = bits + 1;
      before = null;
      continue;
    }
    const string: number[] = table[code] ?? [...(before ?? []), (before ?? [])[0]];
    for (const index of string) found.push(index);
    if (before !== null && table.length < 4096) table.push([...before, string[0]]);
    if (table.length === 1 << width && width < 12) width++;
    before = string;
  }
}

describe("LZW", () => {
  it.each([
    ["one", 2, [3]],
    ["a run", 2, new Array<number>(5000).fill(1)],
    ["noise", 8, Array.from({ length: 30_000 }, () => Math.floor(next() * 256))],
    ["few colours", 3, Array.from({ length: 20_000 }, () => Math.floor(next() * 8))],
    ["a pattern", 4, Array.from({ length: 9000 }, (_, i) => (i * i) % 16)],
  ])("returns %s", (_, bits, values) => expect(expand(compress(Uint8Array.from(values), bits), bits)).toEqual(values));
});

const picture = (width: number, height: number, colour: (i: number) => readonly number[]): Picture => ({
  rgba: Uint8ClampedArray.from(Array.from({ length: width * height }, (_, i) => [...colour(i), 255]).flat()),
  width,
  height,
});
const shown = ({ palette, indices }: ReturnType<typeof quantise>, i: number): number[] => Array.from(indices[i]).flatMap((index) => [...palette.subarray(3 * index, 3 * index + 3)]);
const rgb = ({ rgba }: Picture): number[] => Array.from(rgba).filter((_, i) => i % 4 !== 3);

describe("quantise", () => {
  it("keeps all 256 greys", () => {
    const greys = picture(16, 16, (i) => [i, i, i]);
    expect(shown(quantise([greys.rgba, greys.rgba]), 1)).toEqual(rgb(greys));
  });

  it("keeps up to 256 colours", () => {
    const colours = picture(16, 16, (i) => [i, 255 - i, (i * 37) % 256]);
    expect(shown(quantise([colours.rgba]), 0)).toEqual(rgb(colours));
  });

  it("comes near many colours", () => {
    const plane = picture(256, 256, (i) => [i % 256, i >> 8, 128]);
    const quantised = quantise([plane.rgba]);
    const [found, expected] = [shown(quantised, 0), rgb(plane)];
    const errors = Float64Array.from(found, (value, i) => Math.abs(value - expected[i]));
    // 256 squares of 16 × 16 colours, the best there is, would be off by 4 in two of three channels, by 8 at most
    expect(errors.reduce((sum, error) => sum + error) / errors.length).toBeLessThan(1.15 * (8 / 3));
    expect(errors.reduce((most, error) => Math.max(most, error))).toBeLessThanOrEqual(2 * 8);
    expect(quantised.palette.length).toBe(768);
    expect(new Set(quantised.indices[0]).size).toBe(256);
  });
});

/** The screens of a GIF, by its specification: RGB of every frame, and its time in 1/100 s. */
function readGif(bytes: Uint8Array): { frames: number[][]; times: number[]; size: number[]; loops: boolean } {
  const word = (at: number): number => bytes[at] | (bytes[at + 1] << 8);
  expect(String.fromCharCode(...bytes.subarray(0, 6))).toBe("GIF89a");
  const colours = 2 << (bytes[10] & 7);
  const palette = bytes.subarray(13, 13 + 3 * colours);
  const [frames, times]: [number[][], number[]] = [[], []];
  let loops = false;
  let at = 13 + 3 * colours;
  const blocks = (): Uint8Array => {
    const data: number[] = [];
    for (; bytes[at] !== 0; at += bytes[at] + 1) data.push(...bytes.subarray(at + 1, at + 1 + bytes[at]));
    at++;
    return Uint8Array.from(data);
  };
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      const label = bytes[at + 1];
      if (label === 0xf9) times.push(word(at + 4));
      at += 2;
      const data = blocks();
      if (label === 0xff) loops = String.fromCharCode(...data.subarray(0, 11)) === "NETSCAPE2.0" && data[11] === 1 && data[12] + 256 * data[13] === 0;
    } else {
      expect(bytes[at]).toBe(0x2c);
      expect([word(at + 1), word(at + 3), bytes[at + 9]]).toEqual([0, 0, 0]);
      const bits = bytes[at + 10];
      at += 11;
      frames.push(expand(blocks(), bits).flatMap((index) => [...palette.subarray(3 * index, 3 * index + 3)]));
    }
  }
  expect(at).toBe(bytes.length - 1);
  return { frames, times, size: [word(6), word(8)], loops };
}

describe("GIF", () => {
  it("shows the pictures it was given", () => {
    const pictures = [0, 1, 2].map((k) => picture(21, 13, (i) => [(i * 7 + k) % 256, (i * 7 + k) % 256, (i * 7 + k) % 256]));
    const { frames, times, size, loops } = readGif(encodeGif(pictures, [0.6, 0.12, 1]));
    expect(frames).toEqual(pictures.map(rgb));
    expect(times).toEqual([60, 12, 100]);
    expect(size).toEqual([21, 13]);
    expect(loops).toBe(true);
  });

  it("can be of one colour", () => {
    const black = picture(4, 4, () => [0, 0, 0]);
    expect(readGif(encodeGif([black], [0.1])).frames).toEqual([rgb(black)]);
  });
});

describe("sheet", () => {
  it("puts every pixel where it belongs", () => {
    const pictures = [0, 1, 2].map((k) => picture(2, 3, (i) => [k, i, 7]));
    const { rgba, width, height } = sheet(pictures.map((own) => enlarged(own, 3)), 2, 4);
    expect([width, height]).toEqual([2 * 6 + 4, 2 * 9 + 4]);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [column, row] = [Math.floor(x / 10), Math.floor(y / 13)];
        const [px, py] = [Math.floor((x % 10) / 3), Math.floor((y % 13) / 3)];
        const inside = px < 2 && py < 3 && 2 * row + column < 3;
        expect([...rgba.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)]).toEqual(inside ? [2 * row + column, 2 * py + px, 7, 255] : [255, 255, 255, 255]);
      }
  });

  it("enlarges small images alone", () => {
    expect(enlargement({ width: 28, height: 28 })).toBe(4);
    expect(enlargement({ width: 256, height: 100 })).toBe(1);
  });

  it("goes there and back without resting twice", () => {
    expect(thereAndBack(4)).toEqual([0, 1, 2, 3, 2, 1]);
    expect(thereAndBack(1)).toEqual([0]);
    expect(thereAndBack(2)).toEqual([0, 1]);
  });
});
