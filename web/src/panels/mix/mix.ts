/** Mix four: the bilinear grid of images between four corners picked on the map. */

import type { App } from "../../app";
import { hasPlaces, stopName, stopOf, stopRecord } from "../../atlas/stops";
import { addHandles } from "../../map/handles";
import { lineLayers, markerLayer } from "../../map/lines";
import type { AtlasMap } from "../../map/map";
import { downloadJson, downloadPng } from "../../save/download";
import { enlarged, enlargement, sheet } from "../../save/sheet";
import { type Mix, NO_MIX, type Stop } from "../../state/state";
import { LARGEST_SIDE, mixAddress } from "../../state/stops";
import { h, toast } from "../../ui/dom";
import { saveRow } from "../../ui/save";
import type { Panel } from "../registry";
import { CORNERS, cornerSlots, type Slots, withCorner } from "./corners";
import { gridView } from "./grid";
import { Surface } from "./surface";

const TOOL = "mix";

export const mix: Panel = {
  id: TOOL,
  place: "tool",
  decodes: true,
  title: "Mix",
  address: mixAddress,
  create(app, map) {
    const surface = new Surface(app, TOOL);
    const change = (patch: Partial<Mix>): void => app.store.set({ mix: { ...app.store.get().mix, ...patch } });
    const slots = cornerSlots(app, (corners) => change({ corners }));
    const grid = gridView(app, surface, () => map.redraw());
    listen(app, map, slots, change);
    map.addLayers(() => {
      const { tool, theme } = app.store.get();
      if (tool !== TOOL || surface.cells.length === 0) return [];
      const drawing = { id: TOOL, bounds: app.atlas.bounds, theme };
      return [...lineLayers(drawing, surface.lines(), 1.25, 0.8), markerLayer(drawing, (surface.cells[grid.cell()] ?? surface.cells[0]).at)];
    });

    const hint = h("p", { class: "quiet" });
    const clear = h("button", { class: "link", hidden: true, onclick: () => change({ corners: NO_MIX.corners }) }, "Clear");
    app.store.watch((s) => s.mix.corners, (corners) => {
      const left = corners.filter((corner) => corner === null).length;
      hint.textContent = left > 0 ? `Click ${left === 4 ? "four" : `${left} more`} ${hasPlaces(app) ? "points or places" : "points"} on the map: the images between them are decoded.` : "";
      clear.hidden = left === 4;
    });
    const note = h("p", { class: "quiet", hidden: true }, "This export holds no latents: the items’ are those that their places on the map lead to.");
    const shown = h("div", { hidden: true }, sideChoice(app, change), grid.element, note, saveButtons(app, surface));
    surface.onchange(() => {
      shown.hidden = surface.cells.length === 0;
      note.hidden = !surface.fromPlaces;
      map.redraw();
    });
    return h("section", { class: "mix", "aria-label": "Mix four" }, h("header", {}, h("h2", {}, "Mix four"), clear), hint, slots.element, shown);
  },
};

/** Clicks and corners on the map. */
function listen(app: App, map: AtlasMap, slots: Slots, change: (patch: Partial<Mix>) => void): void {
  const corners = () => app.store.get().mix.corners;
  app.onclick(TOOL, (click) => {
    const next = slots.next();
    const stop = stopOf(app, click);
    if (next === null) toast("All four corners are picked: press one in the list to pick it anew, or drag it on the map.", 5);
    else if (stop === null) toast("This map has no way back: click an item.");
    else {
      slots.mark(null);
      change({ corners: withCorner(corners(), next, stop) });
    }
    return true;
  });
  // handles know their number among those shown, corners may have gaps
  const picked = (): { corner: number; stop: Stop }[] => corners().flatMap((stop, corner) => (stop === null ? [] : [{ corner, stop }]));
  const show = addHandles(map, app, {
    move: (index, stop) => change({ corners: withCorner(corners(), picked()[index].corner, stop) }),
    remove: (index) => change({ corners: withCorner(corners(), picked()[index].corner, null) }),
  });
  const isOpen = () => app.store.get().tool === TOOL;
  const follow = (): void => {
    show(isOpen() ? picked().map(({ corner, stop }) => ({ label: CORNERS[corner].letter, name: stopName(app, stop), stop })) : []);
    map.redraw();
  };
  app.store.watch(corners, follow);
  app.store.watch(isOpen, follow);
}

function sideChoice(app: App, change: (patch: Partial<Mix>) => void): HTMLElement {
  const value = h("output", {});
  const input = h("input", { type: "range", min: "2", max: String(LARGEST_SIDE), step: "1", "aria-label": "Images on a side of the grid", oninput: () => change({ side: Number(input.value) }) });
  app.store.watch((s) => s.mix.side, (side) => {
    input.value = String(side);
    value.textContent = `${side} × ${side}`;
  });
  return h("label", { class: "row" }, input, value);
}

function saveButtons(app: App, surface: Surface): HTMLElement {
  const name = `${app.atlas.name}-mix`;
  const png = async (): Promise<void> => {
    if (!surface.complete) throw new Error("the images are not decoded yet.");
    const images = surface.cells.flatMap(({ decoded }) => (decoded === null ? [] : [decoded]));
    const factor = enlargement(images[0]);
    await downloadPng(`${name}.png`, sheet(images.map((image) => enlarged(image, factor)), surface.side, 0));
  };
  return saveRow([
    { title: "PNG", hint: "the grid, every pixel enlarged by a whole factor", write: png },
    { title: "JSON", hint: "corners and latents, enough to mix them again in Python", write: async () => downloadJson(`${name}.json`, await record(app, surface)) },
  ]);
}

/** Everything about the grid, as `docs/how-to/explore.md` describes it. */
async function record(app: App, surface: Surface): Promise<unknown> {
  const corners = app.store.get().mix.corners.map((stop, i) => stop && stopRecord(app, stop, surface.latents[i]));
  return {
    format: "latlas mix 1",
    atlas: app.atlas.name,
    model: app.atlas.model.name,
    corners: await Promise.all(corners), // top left, top right, bottom left, bottom right
    side: surface.side,
    images: surface.cells.map(({ latent, weights, at }) => ({ weights, position: at, latent: Array.from(latent) })),
  };
}
