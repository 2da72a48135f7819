/** How a reconstruction differs from its original: a picture in two colours, and one number. */

import type { Theme } from "../ui/theme";
import type { Colour } from "./palette";

/** Pixels as RGBA bytes, row by row. */
export interface Pixels { readonly rgba: Uint8ClampedArray<ArrayBuffer>; readonly width: number; readonly height: number }

/** `signed` tells too dark from too bright; a difference of 1 / `gain` of the range of values has the full colour. */
export interface Difference { readonly signed: boolean; readonly gain: number }

/** No difference, a darker and a brighter reconstruction: blue and orange stay apart for colour-blind eyes. */
export const ENDS: Readonly<Record<Theme, { none: Colour; darker: Colour; brighter: Colour }>> = {
  light: { none: [246, 247, 249], darker: [0, 90, 160], brighter: [200, 80, 0] },
  dark: { none: [20, 23, 28], darker: [86, 180, 233], brighter: [250, 150, 60] },
};

/** The colour of a difference, as a share of the one that has the full colour: −1 to 1, clipped. */
export function differenceColour(share: number, theme: Theme): Colour {
  const { none, darker, brighter } = ENDS[theme];
  const end = share < 0 ? darker : brighter;
  const reach = Math.min(1, Math.abs(share));
  return none.map((value, i) => Math.round(value + (end[i] - value) * reach)) as unknown as Colour;
}

/**
 * The difference of two pictures of one size, pixel by pixel: reconstruction − original averaged over red, green and blue, or for
 * `signed: false` the average of the absolute differences.
 */
export function differencePicture(original: Pixels, reconstruction: Pixels, { signed, gain }: Difference, theme: Theme): Pixels {
  const { width, height } = original;
  const rgba = new Uint8ClampedArray(original.rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    let sum = 0;
    for (let channel = 0; channel < 3; channel++) {
      const difference = reconstruction.rgba[at + channel] - original.rgba[at + channel];
      sum += signed ? difference : Math.abs(difference);
    }
    rgba.set([...differenceColour((sum / 3 / 255) * gain, theme), 255], at);
  }
  return { rgba, width, height };
}

/** Mean over red, green, blue and all pixels of the squared difference, values from 0 to 1: the metric `mse` for one image. */
export function meanSquaredError(a: Pixels, b: Pixels): number {
  let sum = 0;
  for (let at = 0; at < a.rgba.length; at += 4) {
    for (let channel = 0; channel < 3; channel++) sum += ((a.rgba[at + channel] - b.rgba[at + channel]) / 255) ** 2;
  }
  return sum / ((a.rgba.length / 4) * 3);
}

/** A picture brought to another size: every new pixel is the mean of the area it covers. */
export function resized({ rgba, width, height }: Pixels, newWidth: number, newHeight: number): Pixels {
  if (width === newWidth && height === newHeight) return { rgba, width, height };
  const [sx, sy] = [width / newWidth, height / newHeight];
  const out = new Uint8ClampedArray(newWidth * newHeight * 4);
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      const sums = [0, 0, 0, 0];
      for (let v = Math.floor(y * sy); v < (y + 1) * sy && v < height; v++) {
        const tall = Math.min(v + 1, (y + 1) * sy) - Math.max(v, y * sy);
        for (let u = Math.floor(x * sx); u < (x + 1) * sx && u < width; u++) {
          const area = tall * (Math.min(u + 1, (x + 1) * sx) - Math.max(u, x * sx));
          for (let channel = 0; channel < 4; channel++) sums[channel] += area * rgba[(v * width + u) * 4 + channel];
        }
      }
      out.set(sums.map((sum) => sum / (sx * sy)), (y * newWidth + x) * 4);
    }
  }
  return { rgba: out, width: newWidth, height: newHeight };
}
