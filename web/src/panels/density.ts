/** Where images are: a layer of the map, and a line that says how near the place under the pointer is to them. */

import { BitmapLayer } from "@deck.gl/layers";
import type { App } from "../app";
import { css } from "../colour/palette";
import { BANDS, bandColour, densityPicture } from "../density/colours";
import { densityField, type Field, REACH, valueAt } from "../density/field";
import { read } from "../density/here";
import { toWorld, WORLD } from "../geometry/world";
import type { AtlasMap } from "../map/map";
import type { AddressField } from "../state/hash";
import { h } from "../ui/dom";

const SETTLED = 300; // ms after the start, when the map has been drawn

/** Keeps in the address whether the layer is shown. */
export const densityAddress: AddressField = {
  write: ({ density }) => (density ? [["density", "1"]] : []),
  read: (fields) => ({ density: fields.get("density") === "1" }),
};

/** Draws the density of the items that no filter hides on a map, while the state says so. */
export function showDensity(app: App, map: AtlasMap): void {
  let [mask, theme, picture]: [unknown, unknown, ImageData | null] = [null, null, null];
  map.addLayers(() => {
    const state = app.store.get();
    if (!state.density) return [];
    if (picture === null || mask !== app.mask() || theme !== state.theme) {
      [mask, theme] = [app.mask(), state.theme];
      const { data, side } = densityPicture(densityField(app.world, app.mask()), state.theme);
      picture = new ImageData(data, side, side);
    }
    const parameters = { depthCompare: "always", depthWriteEnabled: false } as const;
    return [new BitmapLayer({ id: "density", image: picture, bounds: [0, WORLD, WORLD, 0], parameters })];
  }, "below");
  app.store.watch((s) => s.density, () => map.redraw());
}

/** A checkbox for the layer. */
export function densityControl(app: App, map: AtlasMap): HTMLElement {
  showDensity(app, map);
  const box = h("input", { type: "checkbox", onchange: () => app.store.set({ density: box.checked }) });
  app.store.watch((s) => s.density, (shown) => (box.checked = shown));
  return h("label", { class: "row check", title: "Each shade begins where it is denser than at a tenth more of the shown items" }, box, h("span", {}, "Density"), scale(app));
}

/** The shades from sparse to dense. */
function scale(app: App): HTMLElement {
  const shades = BANDS.map(() => h("span", {}));
  app.store.watch((s) => s.theme, (theme) =>
    shades.forEach((shade, band) => {
      const [r, g, b, opacity] = bandColour(band, theme);
      shade.style.backgroundColor = css([r, g, b]);
      shade.style.opacity = String(opacity);
    }),
  );
  return h("span", { class: "density-scale", "aria-hidden": "true" }, ...shades);
}

/** The line for the place under the pointer; `frame` and the map are told, too, so that their pictures can warn. */
export function densityLine(app: App, map: AtlasMap, frame: HTMLElement): HTMLElement {
  const marker = h("span", { class: "density-marker" });
  const bar = h("div", { class: "density-bar", "aria-hidden": "true" }, scale(app), marker);
  const text = h("output", {});
  const every = new Uint8Array(app.atlas.items.count).fill(1);
  let field: Field | null = null;
  const follow = (): void => {
    const { probe } = app.store.get();
    if (field === null || probe === null) return;
    const place = toWorld(app.atlas.bounds, probe);
    const near = app.grid.nearest(place, REACH * field.bandwidth, every) !== null;
    const { nearness, share, text: words } = read(field, valueAt(field.values, place[0], place[1]), near);
    text.textContent = words;
    marker.style.left = `${100 * share}%`;
    frame.dataset.density = map.host.dataset.density = nearness;
  };
  app.store.watch((s) => s.probe, follow);
  // all images, whatever is filtered: the model has seen them
  setTimeout(() => {
    field = densityField(app.world, every);
    follow();
  }, SETTLED);
  const title = "Compared with the density at the images themselves, by a Gaussian kernel estimate over the map. Far means that no image is within three bandwidths.";
  return h("dl", { class: "density quiet", "aria-label": "How near this place is to the images" }, h("dt", { title }, "This place is"), h("dd", {}, bar, text));
}
