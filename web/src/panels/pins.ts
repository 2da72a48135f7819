/** Places and items that are kept in sight: their decoded pictures side by side, and their numbers on the map. */

import type { App } from "../app";
import type { Decoded } from "../decode/messages";
import { paint } from "../decode/pixels";
import { type Point, project, toWorld } from "../geometry/world";
import type { AtlasMap } from "../map/map";
import { addPin, MOST_PINS, readPins, writePin } from "../pins/pins";
import type { Stop } from "../state/state";
import { fill, h, icon, isForPage, toast } from "../ui/dom";
import { fixed } from "../ui/number";
import { pictureClass } from "../ui/picture";
import type { Panel } from "./registry";

export const pins: Panel = {
  id: "pins",
  place: "side",
  keys: { aim: "Compare places", keys: [["p", "pin the place under the crosshair"], ["Shift + P", "pin the selected item"]] },
  address: {
    write: ({ pins: own }) => own.map((pin) => ["pin", writePin(pin)] as const),
    read: (fields, { count }) => ({ pins: readPins(fields.getAll("pin"), count) }),
  },
  create(app, map) {
    const row = h("ol", { class: "pin-row" });
    const section = h("section", { class: "pins", "aria-label": "Pins" }, h("h2", {}, "Pins"), row);
    const pictures = pictureKeeper(app);
    app.store.watch((s) => s.pins, (own) => {
      section.hidden = own.length === 0;
      fill(row, ...own.map((pin, i) => entry(app, map, pin, i + 1, pictures(pin))));
    });
    addBadges(app, map);
    document.addEventListener("keydown", (event) => {
      if (!isForPage(event)) return;
      if (event.key === "p") pinPlace(app);
      if (event.key === "P") pinItem(app);
    });
    return section;
  },
};

/** Buttons that pin the place under the pointer and the selected item. */
export function pinButtons(app: App): HTMLElement {
  const place = h("button", { class: "pin-button", title: "Keep this place beside others (p)", onclick: () => pinPlace(app) }, icon("pin"), "Pin place");
  const item = h("button", { class: "pin-button", title: "Keep the selected item beside others (Shift + P)", onclick: () => pinItem(app) }, icon("pin"), "Pin item");
  app.store.watch((s) => s.selected, (row) => (item.hidden = row === null));
  return h("span", { class: "pin-buttons" }, place, item);
}

function pinPlace(app: App): void {
  const { probe } = app.store.get();
  if (probe !== null) pin(app, { kind: "place", at: probe });
}

function pinItem(app: App): void {
  const { selected } = app.store.get();
  if (selected !== null) pin(app, { kind: "item", row: selected });
}

function pin(app: App, stop: Stop): void {
  const before = app.store.get().pins;
  const after = addPin(before, stop);
  if (after !== before) app.store.set({ pins: after });
  else if (before.length >= MOST_PINS) toast(`${MOST_PINS} places are pinned, which is all there is room for. Remove one first.`, 5);
  else toast("That is pinned already.");
}

/** A function that gives the canvas of a pin; each is decoded once, as long as it is pinned. */
function pictureKeeper(app: App): (pin: Stop) => HTMLCanvasElement {
  const kept = new Map<string, HTMLCanvasElement>();
  app.store.watch((s) => s.pins, (own) => {
    const wanted = new Set(own.map(writePin));
    for (const key of kept.keys()) if (!wanted.has(key)) kept.delete(key);
  });
  return (pin) => {
    const key = writePin(pin);
    const canvas = kept.get(key) ?? h("canvas", { class: pictureClass(app.atlas), "data-decoded": "pin", width: app.atlas.image.width, height: app.atlas.image.height });
    if (!kept.has(key)) {
      kept.set(key, canvas);
      decode(app, pin, `pin ${key}`, (decoded) => paint(canvas, decoded)).catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 8));
    }
    return canvas;
  };
}

async function decode(app: App, pin: Stop, purpose: string, draw: (decoded: Decoded) => void): Promise<void> {
  if (pin.kind === "place") return app.decoder.request(purpose, "positions", Float32Array.from(pin.at), draw);
  const dim = app.atlas.items.latentDim;
  const all = await (app.items.latents() ?? null);
  const latent = all ? all.slice(pin.row * dim, (pin.row + 1) * dim) : (await app.items.neighbours(pin.row, 1)).latent;
  if (latent) app.decoder.request(purpose, "latents", latent, draw);
  else app.decoder.request(purpose, "positions", Float32Array.from(placeOf(app, pin)), draw);
}

/** Where a pin stands, in map units. */
function placeOf({ columns }: App, pin: Stop): Point {
  return pin.kind === "place" ? pin.at : [columns.positions[2 * pin.row], columns.positions[2 * pin.row + 1]];
}

function nameOf(app: App, pin: Stop): string {
  if (pin.kind === "item") return `item ${pin.row}`;
  return pin.at.map((value, i) => `${app.atlas.projection.axes[i]} ${fixed(value, 2)}`).join(", ");
}

function entry(app: App, map: AtlasMap, pin: Stop, number: number, canvas: HTMLCanvasElement): HTMLElement {
  const name = nameOf(app, pin);
  const remove = (): void => app.store.set({ pins: app.store.get().pins.filter((other) => other !== pin) });
  return h(
    "li",
    { class: "pin-entry" },
    h("button", { class: "thumbnail", "aria-label": `Go to pin ${number}: ${name}`, title: name, onclick: () => goTo(app, map, pin) }, canvas),
    h("span", { class: "pin-number", "aria-hidden": "true" }, String(number)),
    h("button", { class: "pin-remove", "aria-label": `Remove pin ${number}`, title: "Remove", onclick: remove }, icon("close")),
  );
}

function goTo(app: App, map: AtlasMap, pin: Stop): void {
  const at = placeOf(app, pin);
  app.store.set(pin.kind === "item" ? { selected: pin.row, probe: at } : { probe: at });
  map.reveal(toWorld(app.atlas.bounds, at));
}

/** Numbers on the map, which lead to their pins, too. */
function addBadges(app: App, map: AtlasMap): void {
  const layer = h("div", { class: "pin-layer" });
  map.host.append(layer);
  let badges: readonly { readonly element: HTMLElement; readonly world: Point }[] = [];
  const follow = (): void => {
    for (const { element, world } of badges) {
      const [x, y] = project(map.view, map.size, world);
      element.style.transform = `translate(${x}px, ${y}px)`;
      element.hidden = x < 0 || y < 0 || x > map.size.width || y > map.size.height;
    }
  };
  app.store.watch((s) => s.pins, (own) => {
    badges = own.map((pin, i) => ({
      element: h("button", { class: "pin-badge", tabIndex: -1, "aria-label": `Pin ${i + 1}`, onclick: () => goTo(app, map, pin) }, h("span", {}, String(i + 1))),
      world: toWorld(app.atlas.bounds, placeOf(app, pin)),
    }));
    fill(layer, ...badges.map(({ element }) => element));
    follow();
  });
  app.store.watch((s) => s.view, follow);
  new ResizeObserver(follow).observe(map.host);
}
