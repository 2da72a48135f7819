/** The brought picture that is looked at: what was done to it, its reconstruction, its place and its nearest items. */

import type { App } from "../../app";
import type { Brought } from "../../encode/bring";
import { looksInverted } from "../../encode/bring";
import { toPicture, USUAL } from "../../encode/prepare";
import { paint } from "../../decode/pixels";
import type { Store } from "../../state/store";
import { fill, h } from "../../ui/dom";
import { fixed, short } from "../../ui/number";
import { pictureClass } from "../../ui/picture";
import { thumbnailButton } from "../near";
import type { Bringing } from "./bring";

/** Fills the element with the current picture; `invert` exchanges light and dark of one. */
export function showBrought(element: HTMLElement, app: App, state: Store<Bringing>, invert: (brought: Brought) => void): void {
  const { all, current } = state.get();
  if (current === null) return fill(element);
  const original = h("canvas", { class: pictureClass(app.atlas), "data-picture": "brought", role: "img", "aria-label": "Your image, as the model sees it" });
  const decoded = h("canvas", { class: pictureClass(app.atlas), "data-decoded": "brought", role: "img", "aria-label": "Reconstruction of your image" });
  paint(original, toPicture(current.prepared));
  paint(decoded, current.decoded);
  const hint = h("p", { class: "quiet" }, h("button", { class: "link", onclick: () => invert(current) }, current.inverted ? "Exchange light and dark back" : "Exchange light and dark"));
  if (!current.inverted)
    looksInverted(current, app).then((is) => is && hint.prepend("The items of this atlas look the other way round: one lies on light ground, the other on dark. "), () => {});
  fill(
    element,
    all.length > 1 ? list(all, current, app, state) : null,
    h("div", { class: "pair" }, h("figure", {}, original, h("figcaption", {}, "As the model sees it")), h("figure", {}, decoded, h("figcaption", {}, "Reconstruction"))),
    h("p", { class: "quiet" }, `${current.name}: ${whatWasDone(current, app)}`),
    hint,
    h("dl", { class: "facts" }, ...errorRow(current, app), ...placeRow(current, app)),
    ...nearestItems(current, app),
  );
}

/** How the picture came to the model's shape, in words. */
export function whatWasDone({ size, prepared, inverted }: Brought, { atlas }: Pick<App, "atlas">): string {
  const { fit, background } = atlas.preparation ?? USUAL;
  const [w, h] = [prepared.width, prepared.height];
  const colour = prepared.channels === 1 ? "read as grey" : "read as colour";
  const steps = [`${size.width} × ${size.height} pixels`, colour];
  if (size.width === w && size.height === h) steps.push("taken at its own size");
  else {
    const proportions = size.width * h === size.height * w;
    if (!proportions) steps.push({ crop: "cut to its middle", pad: `bordered in ${background}`, stretch: "stretched" }[fit]);
    steps.push(`resized to ${w} × ${h} (bicubic)`);
  }
  if (inverted) steps.push("light and dark exchanged");
  // only where the atlas says so, or nothing had to be done
  const alike = !inverted && (atlas.preparation !== null || (size.width === w && size.height === h));
  return `${steps.join(", ")}${alike ? ", as the training images were" : ""}.`;
}

function errorRow({ error }: Brought, { atlas }: App): HTMLElement[] {
  const usual = atlas.model.metrics.find(({ name }) => name === "mse")?.value;
  const compared = usual === null || usual === undefined ? "" : ` (test images: ${short(usual, 3)})`;
  return [h("dt", { title: "Mean over pixels and channels of the squared difference, with values from 0 to 1" }, "mean squared error"), h("dd", { class: "number", "data-reading": "error" }, short(error, 3) + compared)];
}

function placeRow({ place, placedBy }: Brought, { atlas }: App): HTMLElement[] {
  if (place === null) return [h("dt", {}, "place"), h("dd", {}, "unknown: this export has no way from a latent to the map")];
  const text = atlas.projection.axes.map((axis, i) => `${axis} ${fixed(place[i])}`).join(", ");
  const note = placedBy === "item" ? " – that of its nearest item: this map has no way from a new latent to a place" : "";
  return [h("dt", {}, "place"), h("dd", { class: "number", "data-reading": "place" }, text + note)];
}

function nearestItems({ nearest, space }: Brought, app: App): HTMLElement[] {
  if (space === null) return [];
  const title = space === "latents" ? "Nearest items" : "Nearest items on the map";
  const how = space === "latents" ? "By Euclidean distance in latent space" : "By distance on the map: this export holds no latents";
  return [h("h3", { title: how }, title), h("div", { class: "neighbours brought-nearest" }, ...nearest.map((row) => thumbnailButton(row, app, { tool: "item" })))];
}

function list(all: readonly Brought[], current: Brought, app: App, state: Store<Bringing>): HTMLElement {
  const buttons = all.map((one) => {
    const canvas = h("canvas", { class: pictureClass(app.atlas) });
    paint(canvas, toPicture(one.prepared));
    return h("button", { class: "thumbnail", "aria-pressed": String(one === current), "aria-label": one.name, title: one.name, onclick: () => state.set({ current: one }) }, canvas);
  });
  return h("div", { class: "neighbours brought-list", role: "group", "aria-label": "Brought pictures" }, ...buttons);
}
