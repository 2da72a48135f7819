/** The selected item: original, reconstruction and difference, what is known of it, and its nearest neighbours. */

import type { App } from "../app";
import { css } from "../colour/palette";
import type { AtlasMap } from "../map/map";
import { itemAddress } from "../state/item";
import { fill, h, toast } from "../ui/dom";
import { short } from "../ui/number";
import { itemHead } from "./jump";
import { nearList } from "./near";
import { itemPictures } from "./pictures";
import type { Panel } from "./registry";

export const item: Panel = {
  id: "item",
  place: "tool",
  title: "Item",
  address: itemAddress,
  create(app, map) {
    const pictures = itemPictures(app);
    const near = nearList(app);
    const facts = h("dl", { class: "facts" });
    const swatch = h("span", { class: "swatch" });
    app.store.watch((s) => s.theme, () => paintSwatch(swatch, app));
    const nothing = h("p", { class: "quiet" }, "Click or tap a point to see its image, its reconstruction and its neighbours.");
    const body = h("div", {}, pictures.element, facts, near.element);
    const shown = (row: number) => () => app.store.get().selected === row;
    const complain = (row: number) => (reason: unknown) => {
      if (shown(row)()) toast(reason instanceof Error ? reason.message : String(reason), 8);
    };
    app.store.watch((s) => s.selected, (row) => {
      app.store.set({ neighbours: [] });
      body.hidden = row === null;
      nothing.hidden = row !== null;
      if (row === null) return;
      reveal(row, app, map);
      fill(facts, ...knownFacts(app, row, swatch));
      paintSwatch(swatch, app);
      const text = app.items.text(row).then(({ id, metadata }) => {
        if (shown(row)()) facts.append(...[["id", id] as const, ...metadata].flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
      });
      for (const work of [text, pictures.show(row, app.items.latent(row), shown(row)), near.show(row, shown(row))]) work.catch(complain(row));
    });
    app.store.watch((s) => s.near, () => {
      const row = app.store.get().selected;
      if (row !== null) near.show(row, shown(row)).catch(complain(row));
    });
    return h("section", { class: "item", "aria-label": "Selected item" }, itemHead(app), nothing, body);
  },
};

function reveal(row: number, app: App, map: AtlasMap): void {
  map.reveal([app.world[2 * row], app.world[2 * row + 1]]);
}

/** The colour of the selected item's label. */
function paintSwatch(swatch: HTMLElement, app: App): void {
  const { selected, theme } = app.store.get();
  const attribute = app.attributes.find(({ key }) => key === "label");
  if (selected !== null && attribute) swatch.style.backgroundColor = css(attribute.colours(theme)[attribute.codes[selected]]);
}

function knownFacts(app: App, row: number, swatch: HTMLElement): HTMLElement[] {
  const { labels, factors } = app.atlas.items;
  const facts: HTMLElement[] = [];
  const attribute = app.attributes.find(({ key }) => key === "label");
  if (labels !== null && attribute) facts.push(h("dt", {}, "label"), h("dd", {}, swatch, attribute.categories[attribute.codes[row]]));
  for (const { key, categories, codes } of app.attributes) if (key.startsWith("cluster:")) facts.push(h("dt", {}, key.slice("cluster:".length)), h("dd", {}, categories[codes[row]]));
  factors.forEach(({ name }, i) => facts.push(h("dt", {}, name), h("dd", {}, short(app.columns.factors?.[row * factors.length + i] ?? Number.NaN))));
  return facts;
}
