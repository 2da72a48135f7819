/** What tools need to know of the stops that were picked: their latents, where they are, what to call them. */

import type { App, Click } from "../app";
import type { Decoded } from "../decode/messages";
import type { Point } from "../geometry/world";
import type { Stop } from "../state/state";
import { writeStop } from "../state/stops";
import { count, fixed } from "../ui/number";
import { AtlasError } from "./format";

export interface StopLatent {
  readonly latent: Float32Array;
  /** False for an item whose latent this export does not hold: it is the one that the item's place leads to. */
  readonly own: boolean;
}

const KEPT = 64;

/** Whether places between the items lead to latents. */
export function hasPlaces({ atlas }: App): boolean {
  return atlas.projection.name === "latent" || atlas.projection.inverse;
}

/** The stop that a click means: an item when one is near enough, else the place; null for a place on a map without a way back. */
export function stopOf(app: App, { row, at }: Click): Stop | null {
  if (row !== null) return { kind: "item", row };
  return hasPlaces(app) ? { kind: "place", at } : null;
}

export function sameStop(a: Stop, b: Stop): boolean {
  return writeStop(a) === writeStop(b);
}

/** Where a stop is on the map, in map units. */
export function placeOf({ columns }: App, stop: Stop): Point {
  return stop.kind === "place" ? stop.at : [columns.positions[2 * stop.row], columns.positions[2 * stop.row + 1]];
}

/** A short name: `Item 12 · label 7`, or `Place 0.51, −1.20`. */
export function stopName({ attributes }: App, stop: Stop): string {
  if (stop.kind === "place") return `Place ${stop.at.map((value) => fixed(value, 2)).join(", ")}`;
  const labels = attributes.find(({ key }) => key === "label");
  return `Item ${count(stop.row)}${labels ? ` · ${labels.categories[labels.codes[stop.row]]}` : ""}`;
}

/** A stop for a file: what it is, where it is, and its latent. */
export async function stopRecord(app: App, stop: Stop, latent: Float32Array): Promise<Record<string, unknown>> {
  const item = stop.kind === "item" ? { row: stop.row, id: (await app.items.text(stop.row)).id } : {};
  return { kind: stop.kind, ...item, position: placeOf(app, stop), latent: Array.from(latent) };
}

/** A function that finds the latent of a stop, and remembers the last ones. It rejects with an `AtlasError` when there is none to find. */
export function stopLatents(app: App): (stop: Stop) => Promise<StopLatent> {
  const kept = new Map<string, Promise<StopLatent>>();
  return (stop) => {
    const key = writeStop(stop);
    const found = kept.get(key) ?? find(app, stop);
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return found;
  };
}

async function find(app: App, stop: Stop): Promise<StopLatent> {
  if (stop.kind === "place") return { latent: await latentOfPlace(app, stop.at), own: true };
  const all = await app.items.latents();
  const dim = app.atlas.items.latentDim;
  if (all !== null) return { latent: all.slice(stop.row * dim, (stop.row + 1) * dim), own: true };
  const { latent } = app.atlas.server ? await app.items.neighbours(stop.row, 1) : { latent: null };
  if (latent !== null) return { latent, own: true };
  return { latent: await latentOfPlace(app, placeOf(app, stop)), own: false };
}

let asked = 0;

async function latentOfPlace(app: App, at: Point): Promise<Float32Array> {
  if (app.atlas.projection.name === "latent") return Float32Array.from(at);
  if (!hasPlaces(app)) throw new AtlasError(`The map, ${app.atlas.projection.name}, has no way back, and this export holds no latents: nothing can be decoded.`);
  // a purpose of its own for each, so that none replaces another
  const decoded = await new Promise<Decoded>((resolve) => app.decoder.request(`stop ${++asked}`, "positions", Float32Array.from(at), resolve));
  return decoded.latents;
}
