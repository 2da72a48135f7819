/** The nearest neighbours of an item, by latents or on the map. */

import type { App } from "../app";
import type { State } from "../state/state";
import { fill, h, toast } from "../ui/dom";
import { pictureClass } from "../ui/picture";

const NEIGHBOURS = 12;

export interface Near {
  readonly element: HTMLElement;
  /** Finds and lists the neighbours of an item; the store hears of them. */
  show(row: number, current: () => boolean): Promise<void>;
}

/** A list of thumbnails, with the choice of a space where there are two. */
export function nearList(app: App): Near {
  const { projection } = app.atlas;
  const list = h("div", { class: "neighbours" });
  const title = h("h3", {}, "Nearest neighbours");
  const space = h("select", { class: "field", "aria-label": "Space in which neighbours are near" }, h("option", { value: "latents" }, "by latents"), h("option", { value: "map" }, "on the map"));
  // where the map is the latent space, both are the same; without latents there is only the map
  const choice = projection.name !== "latent" && (app.items.hasLatents || app.atlas.server);
  space.hidden = !choice;
  space.addEventListener("change", () => app.store.set({ near: space.value === "map" ? "map" : "latents" }));
  app.store.watch((s) => s.near, (near) => (space.value = near));
  return {
    element: h("div", {}, h("div", { class: "row" }, title, space), list),
    async show(row, current) {
      const onMap = choice && app.store.get().near === "map";
      const found = onMap ? app.items.nearestOnMap(row, NEIGHBOURS) : await app.items.neighbours(row, NEIGHBOURS);
      if (!current()) return;
      title.textContent = !choice && found.space === "positions" ? "Nearest on the map" : "Nearest neighbours";
      title.title = found.space === "latents" ? "By Euclidean distance in latent space" : onMap ? "By distance on the map" : "By distance on the map: this export holds no latents";
      fill(list, ...found.rows.map((other) => thumbnailButton(other, app)));
      app.store.set({ neighbours: found.rows });
    },
  };
}

/** A thumbnail that leads to its item; `otherwise` is what else a click on it changes. */
export function thumbnailButton(row: number, app: App, otherwise: Partial<State> = {}): HTMLElement {
  const canvas = h("canvas", { class: pictureClass(app.atlas) });
  app.items.drawThumbnail(row, canvas).catch((error: Error) => toast(error.message, 8));
  return h("button", { class: "thumbnail", "aria-label": `Go to item ${row}`, title: `Item ${row}`, "data-row": String(row), onclick: () => app.store.set({ selected: row, ...otherwise }) }, canvas);
}

