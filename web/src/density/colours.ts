/** Density as a picture in bands, like heights on a topographic map: each holds the places denser than at a share of the items. */

import type { Colour } from "../colour/palette";
import type { Theme } from "../ui/theme";
import { type Field, SIDE } from "./field";

/** Shares of the items at which the bands begin. Places less dense than at any item have no colour. */
export const BANDS: readonly number[] = [0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

// one hue, so that the points' own colours stay readable above it; away from the ground where it is dense
const SPARSE: Readonly<Record<Theme, Colour>> = { light: [190, 205, 224], dark: [38, 52, 74] };
const DENSE: Readonly<Record<Theme, Colour>> = { light: [38, 76, 130], dark: [150, 192, 238] };
const [FAINTEST, STRONGEST] = [0.45, 0.85];

/** Red, green, blue (0 to 255) and opacity (0 to 1) of a band. */
export function bandColour(band: number, theme: Theme): readonly [number, number, number, number] {
  const share = band / (BANDS.length - 1);
  const [r, g, b] = SPARSE[theme].map((from, i) => Math.round(from + (DENSE[theme][i] - from) * share));
  return [r, g, b, FAINTEST + (STRONGEST - FAINTEST) * share];
}

const FINER = 4; // pixels along the side of a cell, so that the bands have smooth edges

/** RGBA of the field over the whole world, row by row from the top; `side` pixels along each side. */
export function densityPicture({ values, ranked }: Field, theme: Theme): { readonly data: Uint8ClampedArray<ArrayBuffer>; readonly side: number } {
  const side = SIDE * FINER;
  const data = new Uint8ClampedArray(side * side * 4);
  if (ranked.length === 0) return { data, side };
  const least = BANDS.map((share) => ranked[Math.floor(share * ranked.length)]);
  const colours = BANDS.map((_, band) => packed(bandColour(band, theme)));
  // what is transparent has a colour, too: it is mixed in where a texture is drawn between its pixels
  const [r, g, b] = bandColour(0, theme);
  const clear = packed([r, g, b, 0]);
  const pixels = new Uint32Array(data.buffer);
  const { before, share } = between(side);
  const line = new Float32Array(SIDE);
  for (let y = 0, at = 0; y < side; y++) {
    const [above, below] = [before[y] * SIDE, share[y]];
    for (let i = 0; i < SIDE; i++) line[i] = values[above + i] * (1 - below) + values[above + SIDE + i] * below;
    let band = -1;
    for (let x = 0; x < side; x++, at++) {
      const left = before[x];
      const value = line[left] * (1 - share[x]) + line[left + 1] * share[x];
      // from one pixel to the next the band seldom changes
      while (band + 1 < least.length && value >= least[band + 1]) band++;
      while (band >= 0 && value < least[band]) band--;
      pixels[at] = band < 0 ? clear : colours[band];
    }
  }
  return { data, side };
}

/** For each of `side` pixels in a line, the cell whose centre lies before it, and its share of the way to the next centre. */
function between(side: number): { readonly before: Uint16Array; readonly share: Float32Array } {
  const place = (pixel: number) => Math.min(SIDE - 1, Math.max(0, ((pixel + 0.5) / side) * SIDE - 0.5));
  const before = Uint16Array.from({ length: side }, (_, pixel) => Math.min(SIDE - 2, Math.floor(place(pixel))));
  return { before, share: Float32Array.from(before, (cell, pixel) => place(pixel) - cell) };
}

/** A colour as the four bytes of a pixel, in the order of this machine. */
function packed([r, g, b, opacity]: readonly [number, number, number, number]): number {
  return new Uint32Array(Uint8Array.of(r, g, b, Math.round(255 * opacity)).buffer)[0];
}
