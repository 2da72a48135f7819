/** How far the way back from the map can be trusted where the pointer is. */

import type { App } from "../app";
import { hasDecoder } from "../atlas/format";
import type { Point } from "../geometry/world";
import { toWorld, WORLD } from "../geometry/world";
import { h } from "../ui/dom";
import { short } from "../ui/number";

const NEAR = 9; // images that speak for a place

/** A line that follows the pointer; null where the map is the latent space itself or has no way back, and where nothing is decoded. */
export function trustLine(app: App): HTMLElement | null {
  const { atlas, columns } = app;
  const errors = columns.roundTrips;
  if (errors === null || !hasDecoder(atlas)) return null;
  const sorted = errors.toSorted();
  const every = new Uint8Array(errors.length).fill(1);
  const width = atlas.bounds[2] - atlas.bounds[0];
  const near = h("dd", { class: "trust-near" });
  const place = h("dd", { class: "trust-place" });
  app.onprobe((decoded) => {
    const probe = app.store.get().probe;
    if (probe === null || decoded.landing === null) return;
    const error = median(nearRows(app, every, toWorld(atlas.bounds, probe)).map((row) => errors[row]));
    near.textContent = `${percent(error)} of the latents’ spread, better than at ${Math.round(100 * shareAbove(sorted, error))} % of the images`;
    place.textContent = `${percent(Math.hypot(decoded.landing[0] - probe[0], decoded.landing[1] - probe[1]) / width)} of the map’s width away`;
  });
  return h(
    "dl",
    { class: "trust quiet", "aria-label": "How far the way back can be trusted here" },
    h("dt", { title: `Median over the ${NEAR} nearest images: distance between an image’s latent and the latent that its place leads back to` }, "Images near here come back within"),
    near,
    h("dt", { title: "Distance between this place and the place of the latent that it leads back to" }, "This place comes back"),
    place,
  );
}

/** Rows of the `NEAR` nearest items. */
function nearRows({ world, grid }: App, every: Uint8Array, [x, y]: Point): number[] {
  const enough = Math.min(NEAR, every.length);
  const within = (half: number): number[] => grid.inside([x - half, y - half, x + half, y + half], every, Number.POSITIVE_INFINITY) ?? [];
  let half = WORLD / 512;
  while (within(half).length < enough && half < 64 * WORLD) half *= 2;
  // a square that holds enough items reaches √2 of its half in the corners; the nearest are within a circle of that radius
  const distance = (row: number): number => (world[2 * row] - x) ** 2 + (world[2 * row + 1] - y) ** 2;
  return within(half * Math.SQRT2).sort((a, b) => distance(a) - distance(b)).slice(0, NEAR);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[sorted.length >> 1];
}

/** Share of sorted values that are above one. */
export function shareAbove(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return (sorted.length - low) / sorted.length;
}

function percent(share: number): string {
  return `${short(100 * share, 2)} %`;
}
