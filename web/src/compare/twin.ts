/** What the other atlas makes of the same place and the same image, for the panels that show what this one does. */

import type { App, Counterpart } from "../app";
import { paint } from "../decode/pixels";
import { h } from "../ui/dom";
import { pictureClass } from "../ui/picture";
import { namesOf } from "./names";

/** The picture of the place under the pointer as this atlas decodes it, beside that of the other at the same image's place. */
export function twins(app: App, { app: other }: Counterpart, own: HTMLElement): HTMLElement {
  const [name, otherName] = namesOf(app.atlas, other.atlas);
  const { width, height } = other.atlas.image;
  const canvas = h("canvas", { class: pictureClass(other.atlas), "data-decoded": "other-probe", width, height, role: "img", "aria-label": `Decoded by ${otherName}` });
  const note = h("p", { class: "overlay-note" });
  const frame = h("div", { class: "picture-frame" }, canvas, note);
  frame.style.aspectRatio = `${width} / ${height}`;
  other.onprobe((decoded) => paint(canvas, decoded));
  other.decoder.onstatus((status) => {
    frame.dataset.otherDecoder = status.kind;
    note.textContent = status.kind === "loading" ? "Loading the decoder …" : status.kind === "failed" ? status.message : "";
  });
  const title = "Each map decodes at its own crosshair; the one that is not pointed at goes to the image nearest to the pointer";
  return h("div", { class: "twins", title }, h("figure", {}, own, h("figcaption", {}, name)), h("figure", {}, frame, h("figcaption", {}, otherName)));
}

/** How the other atlas reconstructs the image of a row of this one. */
export async function otherReconstruction(app: App, { app: other, rows }: Counterpart, row: number): Promise<HTMLElement> {
  const { width, height } = other.atlas.image;
  const canvas = h("canvas", { class: pictureClass(other.atlas), "data-decoded": "other-item", width, height, role: "img", "aria-label": "Reconstruction by the other atlas" });
  const caption = h("figcaption", {}, namesOf(app.atlas, other.atlas)[1]);
  const same = rows[row];
  const all = await (other.items.latents() ?? null);
  const dim = other.atlas.items.latentDim;
  const own = all ? all.slice(same * dim, (same + 1) * dim) : (await other.items.neighbours(same, 1)).latent;
  const current = () => app.store.get().selected === row;
  if (own) other.decoder.request("item", "latents", own, (image) => current() && paint(canvas, image));
  else if (other.atlas.projection.inverse) {
    caption.append(", from its place");
    other.decoder.request("item", "positions", other.columns.positions.slice(2 * same, 2 * same + 2), (image) => current() && paint(canvas, image));
  } else caption.append(": no latent in this export");
  return h("figure", {}, canvas, caption);
}
