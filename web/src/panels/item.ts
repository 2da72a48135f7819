/** The selected item: original beside reconstruction, what is known of it, and its nearest neighbours. */

import type { App } from "../app";
import { otherReconstruction } from "../compare/twin";
import { paint } from "../decode/pixels";
import type { AtlasMap } from "../map/map";
import { css } from "../colour/palette";
import { fill, h, icon, toast } from "../ui/dom";
import { count, short } from "../ui/number";
import { pictureClass } from "./here";
import type { Panel } from "./registry";

const NEIGHBOURS = 12;

export const item: Panel = {
  id: "item",
  place: "tool",
  title: "Item",
  create(app, map) {
    const section = h("section", { class: "item", "aria-label": "Selected item" });
    app.store.watch((s) => s.selected, (row) => {
      app.store.set({ neighbours: [] });
      if (row === null) return showNothing(section);
      show(section, row, app, map).catch((error: unknown) => {
        if (app.store.get().selected === row) toast(error instanceof Error ? error.message : String(error), 8);
      });
    });
    return section;
  },
};

function showNothing(section: HTMLElement): void {
  fill(section, h("h2", {}, "Item"), h("p", { class: "quiet" }, "Click or tap a point to see its image, its reconstruction and its neighbours."));
}

async function show(section: HTMLElement, row: number, app: App, map: AtlasMap): Promise<void> {
  map.reveal([app.world[2 * row], app.world[2 * row + 1]]);
  const current = () => app.store.get().selected === row;
  const original = h("canvas", { class: pictureClass(app.atlas), "data-picture": "original", role: "img", "aria-label": "Original" });
  const decoded = h("canvas", { class: pictureClass(app.atlas), "data-decoded": "item", width: app.atlas.image.width, height: app.atlas.image.height, role: "img", "aria-label": "Reconstruction" });
  const caption = h("figcaption", {}, "Reconstruction");
  const pair = h("div", { class: "pair" }, h("figure", {}, original, h("figcaption", {}, "Original")), h("figure", {}, decoded, caption));
  const compared = app.other && otherReconstruction(app, app.other, row).then((figure) => pair.append(figure));
  const facts = h("dl", { class: "facts" }, ...knownFacts(app, row));
  const near = h("div", { class: "neighbours" });
  const title = h("h3", {}, "Nearest neighbours");
  fill(
    section,
    h("header", {}, h("h2", {}, `Item ${count(row)}`), h("button", { class: "icon-button", "aria-label": "Close item", onclick: () => app.store.set({ selected: null }) }, icon("close"))),
    pair,
    facts,
    title,
    near,
  );

  const thumbnail = app.items.drawThumbnail(row, original);
  const text = app.items.text(row).then(({ id, metadata }) => {
    if (current()) facts.append(...[["id", id] as const, ...metadata].flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  });
  const neighbours = app.items.neighbours(row, NEIGHBOURS);
  const reconstruct = async (): Promise<void> => {
    const latents = await (app.items.latents() ?? null);
    const dim = app.atlas.items.latentDim;
    const own = latents ? latents.slice(row * dim, (row + 1) * dim) : (await neighbours).latent;
    if (!current()) return;
    if (own) return app.decoder.request("item", "latents", own, (image) => current() && paint(decoded, image));
    if (!app.atlas.projection.inverse) return void (caption.textContent = "No latent in this export");
    caption.textContent = "Decoded from its place";
    caption.title = "This export holds no latents: the image is decoded from the item’s place on the map";
    app.decoder.request("item", "positions", app.columns.positions.slice(2 * row, 2 * row + 2), (image) => current() && paint(decoded, image));
  };
  const listed = neighbours.then(({ rows, space }) => {
    if (!current()) return;
    if (space === "positions") title.textContent = "Nearest on the map";
    title.title = space === "latents" ? "By Euclidean distance in latent space" : "By distance on the map: this export holds no latents";
    fill(near, ...rows.map((other) => neighbourButton(other, app)));
    app.store.set({ neighbours: rows });
  });
  await Promise.all([thumbnail, text, reconstruct(), listed, compared]);
}

function knownFacts(app: App, row: number): HTMLElement[] {
  const { labels, factors } = app.atlas.items;
  const facts: HTMLElement[] = [];
  const attribute = app.attributes.find(({ key }) => key === "label");
  if (labels !== null && attribute) {
    const swatch = h("span", { class: "swatch" });
    app.store.watch((s) => s.theme, (theme) => (swatch.style.backgroundColor = css(attribute.colours(theme)[attribute.codes[row]])));
    facts.push(h("dt", {}, "label"), h("dd", {}, swatch, attribute.categories[attribute.codes[row]]));
  }
  factors.forEach(({ name }, i) => facts.push(h("dt", {}, name), h("dd", {}, short(app.columns.factors?.[row * factors.length + i] ?? Number.NaN))));
  return facts;
}

function neighbourButton(row: number, app: App): HTMLElement {
  const canvas = h("canvas", { class: pictureClass(app.atlas) });
  app.items.drawThumbnail(row, canvas).catch((error: Error) => toast(error.message, 8));
  return h("button", { class: "thumbnail", "aria-label": `Go to item ${row}`, "data-row": String(row), onclick: () => app.store.set({ selected: row }) }, canvas);
}
