/** A file on its way to the map: opened, prepared, encoded, placed. */

import type { App } from "../app";
import type { Decoded } from "../decode/messages";
import { nearestTo } from "../geometry/nearest";
import type { Point } from "../geometry/world";
import type { Encoder } from "./encoder";
import { openPicture } from "./open";
import { ground, inverted, meanSquaredError, type Prepared, prepare, toPicture, USUAL } from "./prepare";

const NEAREST = 12;
const OTHER_WAY_ROUND = 0.5; // difference in brightness of two grounds, one light and one dark

/** A picture that a person brought, and what the model makes of it. */
export interface Brought {
  readonly name: string;
  /** Pixels of the file. */
  readonly size: { readonly width: number; readonly height: number };
  readonly prepared: Prepared;
  /** Whether light and dark are exchanged. */
  readonly inverted: boolean;
  readonly decoded: Decoded;
  /** Between the prepared picture and its reconstruction: mean over pixels and channels, of values from 0 to 1. */
  readonly error: number;
  /** On the map; null where nothing says where it belongs. */
  readonly place: Point | null;
  /** Where the place comes from: the latent itself, the projection, or the place of the nearest item. */
  readonly placedBy: "latent" | "projection" | "item" | null;
  readonly nearest: readonly number[];
  /** Where distances to the nearest items were measured. */
  readonly space: "latents" | "positions" | null;
}

/** Brings a file. Throws `PictureError` for what is no picture, and whatever goes wrong with the encoder. */
export async function bring(file: File, app: App, encoder: Encoder): Promise<Brought> {
  const { image } = app.atlas;
  const preparation = app.atlas.preparation ?? USUAL;
  const picture = await openPicture(file, preparation.background);
  try {
    const prepared = prepare(picture, image, preparation, pillowOf(app.atlas.model.versions));
    return await look({ name: file.name, size: { width: picture.width, height: picture.height }, inverted: false }, prepared, app, encoder);
  } finally {
    picture.close();
  }
}

/** The version of Pillow that a model card names. */
function pillowOf(versions: unknown): string | null {
  const found = (versions as { pillow?: unknown } | null)?.pillow;
  return typeof found === "string" ? found : null;
}

/** The same picture with light and dark exchanged. */
export function invert(brought: Brought, app: App, encoder: Encoder): Promise<Brought> {
  return look({ ...brought, inverted: !brought.inverted }, inverted(brought.prepared), app, encoder);
}

async function look(known: Pick<Brought, "name" | "size" | "inverted">, prepared: Prepared, app: App, encoder: Encoder): Promise<Brought> {
  const decoded = await encoder.encode(prepared);
  const { projection, items } = app.atlas;
  const flat = projection.name === "latent";
  const latents = await (app.items.latents() ?? null);
  const mapped = flat ? decoded.latents : decoded.landing;
  const near = latents !== null ? nearestTo(latents, items.latentDim, decoded.latents, NEAREST) : mapped !== null ? nearestTo(app.columns.positions, 2, mapped, NEAREST) : [];
  const first = near[0];
  const place: Point | null = mapped !== null ? [mapped[0], mapped[1]] : first === undefined ? null : [app.columns.positions[2 * first], app.columns.positions[2 * first + 1]];
  return {
    name: known.name,
    size: known.size,
    inverted: known.inverted,
    prepared,
    decoded,
    error: meanSquaredError(prepared, decoded.rgba),
    place,
    placedBy: place === null ? null : flat ? "latent" : mapped !== null ? "projection" : "item",
    nearest: near,
    space: latents !== null ? "latents" : mapped !== null ? "positions" : null,
  };
}

/** Whether a picture lies on light ground and the items on dark, or the other way round; asks the first sheet of thumbnails. */
export async function looksInverted({ prepared }: Brought, app: App): Promise<boolean> {
  const { width, height, count } = app.atlas.items.sheet;
  if (count === 0) return false;
  const sheet = await app.items.sheet(0);
  const canvas = new OffscreenCanvas(sheet.width, sheet.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return false;
  context.drawImage(sheet, 0, 0);
  const shown = Math.min(app.items.perSheet, app.atlas.items.count);
  const grounds = Array.from({ length: shown }, (_, row) => {
    const { x, y } = app.items.place(row);
    return ground(context.getImageData(x, y, width, height).data, width, height);
  });
  const usual = grounds.sort((a, b) => a - b)[shown >> 1];
  const own = ground(toPicture(prepared).rgba, prepared.width, prepared.height);
  return Math.abs(usual - own) > OTHER_WAY_ROUND && usual > 0.5 !== own > 0.5;
}
