/** Adds a vector to an item or a place: the image as it is beside the image moved, a slider, and a strip of steps. */

import type { App } from "../../app";
import { paint } from "../../decode/pixels";
import { moved } from "../../geometry/attributes";
import type { Point } from "../../geometry/world";
import { ATTRIBUTES_DEFAULTS, MOST_AMOUNT } from "../../state/attributes";
import type { State } from "../../state/state";
import { h } from "../../ui/dom";
import { count, short } from "../../ui/number";
import { pictureClass } from "../../ui/picture";
import { type Base, baseOf, decodeAndPlace, latentOf } from "./places";

const STEPS = [-2, -1, 0, 1, 2] as const;

/** `show` takes a vector, or null to show nothing; `draw` hears where the image and the moved one lie on the map. */
export function application(app: App, draw: (base: Point | null, moved: Point | null) => void): { element: HTMLElement; show: (vector: Float32Array | null) => void } {
  const { image } = app.atlas;
  const canvas = (label: string, data: string) => h("canvas", { class: pictureClass(app.atlas), role: "img", "aria-label": label, "data-decoded": data, width: image.width, height: image.height });
  const [before, after] = [canvas("Image without the attribute", "attribute-base"), canvas("Image with the attribute added", "attribute")];
  const strip = STEPS.map((step) => canvas(`Image at ${short(step)} times the vector`, `attribute-step-${step}`));
  const what = h("p", { class: "quiet" });
  const caption = h("figcaption", {});
  const slider = h("input", { type: "range", class: "slider", min: String(-MOST_AMOUNT), max: String(MOST_AMOUNT), step: "0.05", "aria-label": "How many times the vector is added" });
  slider.addEventListener("input", () => app.store.set({ amount: Number(slider.value) }));
  let vector: Float32Array | null = null;
  let latent: Float32Array | null = null;
  let place: Point | null = null;
  let asked = 0;
  let shown = "";

  const change = (): void => {
    const { amount } = app.store.get();
    slider.value = String(amount);
    caption.textContent = `${amount < 0 ? "−" : "+"} ${short(Math.abs(amount), 3)} × vector`;
    if (vector === null || latent === null) return draw(null, null);
    const base = latent;
    decodeAndPlace(app, "attribute", moved(base, vector, amount), (decoded, at) => {
      if (latent !== base) return;
      paint(after, decoded);
      draw(place, at);
    });
  };
  const renew = (): void => {
    const base = app.store.get().tool === "attributes" && vector !== null ? baseOf(app) : null;
    what.textContent = base === null ? "Select an item, or move over the map, to see the vector applied." : describe(base);
    // the pointer may move on while the vector is applied to something else
    const key = base === null ? "" : base.kind === "item" ? `item ${base.row}` : base.at.join(",");
    if (base === null || key === shown) return;
    shown = key;
    const own = ++asked;
    latentOf(app, base, (found) => {
      if (own !== asked) return;
      latent = found;
      place = base.kind === "place" ? base.at : [app.columns.positions[2 * base.row], app.columns.positions[2 * base.row + 1]];
      if (found === null || vector === null) return void (what.textContent = found === null ? "The latent of this item is not in this export." : "");
      app.decoder.request("attribute-unchanged", "latents", found, (decoded) => paint(before, decoded));
      change();
      const direction = vector;
      app.decoder.sequence("attribute-strip", "latents", STEPS.map((step) => moved(found, direction, step)), (i, decoded) => paint(strip[i], decoded));
    });
  };
  app.store.watch((s) => s.amount, change);
  const causes: readonly ((state: State) => unknown)[] = [(s) => s.tool, (s) => s.applyAt, (s) => s.selected, (s) => s.probe];
  for (const cause of causes) app.store.watch(cause, renew);

  const figure = (picture: HTMLElement, text: HTMLElement | string) => h("figure", {}, picture, typeof text === "string" ? h("figcaption", {}, text) : text);
  const buttons = strip.map((picture, i) => h("button", { class: "thumbnail", "aria-label": `Set the slider to ${short(STEPS[i])}`, onclick: () => app.store.set({ amount: STEPS[i] }) }, picture, h("span", { class: "step" }, short(STEPS[i]).replace(/^(?=[12])/, "+"))));
  const reset = h("button", { class: "link", onclick: () => app.store.set({ amount: ATTRIBUTES_DEFAULTS.amount, applyAt: null }) }, "Reset");
  const element = h("div", { class: "application" }, h("div", { class: "row" }, what, reset), h("div", { class: "pair even" }, figure(before, "As it is"), figure(after, caption)), slider, h("div", { class: "strip" }, ...buttons));
  return {
    element,
    show: (next) => {
      vector = next;
      latent = null;
      shown = "";
      element.hidden = next === null;
      if (next === null) draw(null, null);
      else renew();
    },
  };
}

function describe(base: Base): string {
  if (base.kind === "item") return `Applied to item ${count(base.row)}`;
  return base.fixed ? "Applied to the place you clicked" : "Applied to the place under the pointer";
}
