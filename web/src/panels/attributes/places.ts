/** Where latents lie on the map, and the latents of items and places. */

import type { App } from "../../app";
import type { Decoded } from "../../decode/messages";
import type { Point } from "../../geometry/world";

/** Decodes a latent and tells where the map has it; null where only the items themselves have a place. */
export function decodeAndPlace(app: App, purpose: string, latent: Float32Array, hear: (decoded: Decoded, place: Point | null) => void): void {
  const flat = app.atlas.projection.name === "latent";
  app.decoder.request(purpose, "latents", latent, (decoded) => {
    const place = flat ? latent : decoded.landing;
    hear(decoded, place === null ? null : [place[0], place[1]]);
  });
}

/** What a vector is applied to. */
export type Base = { readonly kind: "item"; readonly row: number } | { readonly kind: "place"; readonly at: Point; readonly fixed: boolean };

/** A place that was clicked on goes before the selected item, and that before the place under the pointer. */
export function baseOf(app: App): Base | null {
  const { applyAt, selected, probe } = app.store.get();
  if (applyAt !== null && canDecodePlaces(app)) return { kind: "place", at: applyAt, fixed: true };
  if (selected !== null) return { kind: "item", row: selected };
  return probe === null || !canDecodePlaces(app) ? null : { kind: "place", at: probe, fixed: false };
}

/** Whether places between items have latents. */
export function canDecodePlaces({ atlas: { projection } }: App): boolean {
  return projection.name === "latent" || projection.inverse;
}

/** Calls back with the latent of a base; null where an item's latent is not to be had. */
export function latentOf(app: App, base: Base, hear: (latent: Float32Array | null) => void): void {
  if (base.kind === "item") app.items.latent(base.row).then(hear, () => hear(null));
  else if (app.atlas.projection.name === "latent") hear(Float32Array.from(base.at));
  else app.decoder.request("attribute-base", "positions", Float32Array.from(base.at), ({ latents }) => hear(latents));
}
