/** What the other atlas makes of the same place and the same image, for the panels that show what this one does. */

import type { App, Counterpart } from "../app";
import { hasDecoder } from "../atlas/format";
import type { Decoded } from "../decode/messages";
import { paint } from "../decode/pixels";
import { remark } from "../decode/remark";
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
    note.textContent = remark(other.atlas, status);
  });
  const title = "Each map decodes at its own crosshair; the one that is not pointed at goes to the image nearest to the pointer";
  return h("div", { class: "twins", title }, h("figure", {}, own, h("figcaption", {}, name)), h("figure", {}, frame, h("figcaption", {}, otherName)));
}

/** How the other atlas reconstructs the image of a row of this one. */
export function otherReconstruction(app: App, { app: other, rows }: Counterpart): { readonly element: HTMLElement; show(row: number, current: () => boolean): Promise<void> } {
  const { image, projection } = other.atlas;
  const canvas = h("canvas", { class: pictureClass(other.atlas), "data-decoded": "other-item", width: image.width, height: image.height, role: "img", "aria-label": "Reconstruction by the other atlas" });
  const caption = h("figcaption", {});
  const name = namesOf(app.atlas, other.atlas)[1];
  return {
    element: h("figure", {}, canvas, caption),
    async show(row, current) {
      caption.textContent = name;
      if (!hasDecoder(other.atlas)) return caption.append(": no decoder in this export");
      const same = rows[row];
      const own = await other.items.latent(same);
      if (!current()) return;
      const painted = (image: Decoded): void => void (current() && paint(canvas, image));
      if (own) return other.decoder.request("item", "latents", own, painted);
      canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
      if (!projection.inverse) return caption.append(": no latent in this export");
      caption.append(", from its place");
      other.decoder.request("item", "positions", other.columns.positions.slice(2 * same, 2 * same + 2), painted);
    },
  };
}
