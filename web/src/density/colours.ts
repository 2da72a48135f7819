/** Density as a picture in bands, like heights on a topographic map: each holds the places denser than at a share of the items. */

import type { Colour } from "../colour/palette";
import { WORLD } from "../geometry/world";
import type { Theme } from "../ui/theme";
import { type Field, SIDE, valueAt } from "./field";

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
  const colours = BANDS.map((_, band) => bandColour(band, theme));
  const place = (at: number) => ((at + 0.5) / side) * WORLD;
  for (let y = 0, at = 0; y < side; y++) {
    let band = -1;
    for (let x = 0; x < side; x++, at += 4) {
      const value = valueAt(values, place(x), place(y));
      // from one pixel to the next the band seldom changes
      while (band + 1 < least.length && value >= least[band + 1]) band++;
      while (band >= 0 && value < least[band]) band--;
      if (band < 0) continue;
      const [r, g, b, opacity] = colours[band];
      data[at] = r;
      data[at + 1] = g;
      data[at + 2] = b;
      data[at + 3] = 255 * opacity;
    }
  }
  return { data, side };
}
