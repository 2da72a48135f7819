/** Animations as GIF89a files that repeat for ever. */

import { compress } from "./lzw";
import { quantise } from "./quantise";
import type { Picture } from "./sheet";

const BLOCK = 255; // bytes of image data in one block

/**
 * Pictures of one size, each shown for its time in seconds (to 1/100), in at most 256 colours.
 * Pictures that stand in the list more than once are encoded each time.
 */
export function encodeGif(pictures: readonly Picture[], seconds: readonly number[]): Uint8Array<ArrayBuffer> {
  const { width, height } = pictures[0];
  const { palette, indices } = quantise(pictures.map(({ rgba }) => rgba));
  const bits = Math.max(2, Math.ceil(Math.log2(palette.length / 3)));
  const colours = new Uint8Array(3 << bits);
  colours.set(palette);
  const parts: (Uint8Array | readonly number[])[] = [
    ascii("GIF89a"),
    [...short(width), ...short(height), 0x80 | 0x70 | (bits - 1), 0, 0], // a palette for all, 8 bits a channel
    colours,
    [0x21, 0xff, 11, ...ascii("NETSCAPE2.0"), 3, 1, 0, 0, 0], // repeat for ever
  ];
  indices.forEach((own, i) => {
    parts.push([0x21, 0xf9, 4, 0x04, ...short(Math.round(seconds[i] * 100)), 0, 0]); // keep what is drawn
    parts.push([0x2c, 0, 0, 0, 0, ...short(width), ...short(height), 0, bits]);
    const data = compress(own, bits);
    for (let at = 0; at < data.length; at += BLOCK) {
      const block = data.subarray(at, at + BLOCK);
      parts.push([block.length], block);
    }
    parts.push([0]);
  });
  parts.push([0x3b]);
  return joined(parts);
}

function joined(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function short(value: number): number[] {
  return [value & 255, value >> 8];
}
