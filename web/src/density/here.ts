/** What the density of the images says about a place. */

import { type Field, shareBelow } from "./field";

/** `empty`: no image is near; `sparse`: less dense than at nearly all images; `dense`: like places where images are. */
export type Nearness = "empty" | "sparse" | "dense";

/** Up to this share of the images a place counts as sparse. */
export const SPARSE = 0.02;

export interface Reading {
  readonly nearness: Nearness;
  /** Share of the images at which it is less dense than here. */
  readonly share: number;
  readonly text: string;
}

/** What to say of a place of this density; `near` tells whether an image lies within reach of its kernel. */
export function read(field: Field, value: number, near: boolean): Reading {
  if (!near) return { nearness: "empty", share: 0, text: "far from all images: this is a guess" };
  const share = shareBelow(field, value);
  if (share <= SPARSE) return { nearness: "sparse", share, text: share === 0 ? "sparser than at any image" : `sparser than at ${percent(1 - share)} of all images` };
  return { nearness: "dense", share, text: `denser than at ${percent(share)} of all images` };
}

/** Whole per cent, but never 0 or 100 for what is not all or nothing. */
function percent(share: number): string {
  return `${Math.min(99, Math.max(1, Math.round(100 * share)))} %`;
}
