/** Walk a path: stops picked on the map or found among the items, the images between them, how even the way is, and saving it. */

import { hasPlaces, sameStop, stopName, stopOf } from "../../atlas/stops";
import type { App } from "../../app";
import { isPathKind, PATHS } from "../../geometry/paths";
import { addHandles } from "../../map/handles";
import { lineLayers, markerLayer } from "../../map/lines";
import type { AtlasMap } from "../../map/map";
import type { Route } from "../../state/state";
import { MOST_IMAGES, MOST_STOPS, routeAddress } from "../../state/stops";
import { h, toast } from "../../ui/dom";
import type { Panel } from "../registry";
import { curves } from "./curves";
import { FeatureSteps } from "./features";
import { pairPicker } from "./pairs";
import { Player } from "./player";
import { saveButtons } from "./save";
import { stopList } from "./stops";
import { bigPicture, strip } from "./strip";
import { Walk } from "./walk";

const TOOL = "path";

export const path: Panel = {
  id: TOOL,
  place: "tool",
  decodes: true,
  title: "Path",
  address: routeAddress,
  create(app, map) {
    const walk = new Walk(app, TOOL);
    const player = new Player(app, walk, TOOL);
    const features = new FeatureSteps(app, walk);
    const change = (patch: Partial<Route>): void => app.store.set({ route: clamped({ ...app.store.get().route, ...patch }) });
    listen(app, map, walk, player, change);

    const hint = h("p", { class: "quiet" });
    const way = h("div", { class: "way", hidden: true }, wayChoice(app, change), imageCount(app, change));
    const shown = h("div", { hidden: true }, strip(app, walk, player), bigPicture(app, walk, player));
    const pairs = pairPicker(app, (stops) => change({ stops }));
    const clear = h("button", { class: "link", hidden: true, onclick: () => change({ stops: [] }) }, "Clear");
    app.store.watch((s) => s.route.stops, (stops) => {
      hint.textContent = stops.length === 0 ? `Click two or more ${hasPlaces(app) ? "points or places" : "points"} on the map, or pick a pair.` : stops.length === 1 ? "Click where the path goes next." : "";
      way.hidden = shown.hidden = stops.length < 2;
      clear.hidden = stops.length === 0;
      if (stops.length === 0) pairs.setAttribute("open", "");
    });
    const note = h("p", { class: "quiet", hidden: true }, "This export holds no latents: the items’ are those that their places on the map lead to.");
    walk.onchange(() => (note.hidden = !walk.fromPlaces));
    const header = h("header", {}, h("h2", {}, "Path"), clear);
    return h(
      "section",
      { class: "path", "aria-label": "Path" },
      header,
      hint,
      stopList(app, walk, (stops) => change({ stops })),
      pairs,
      way,
      shown,
      note,
      curves(walk, player, features, app.atlas.features?.extractor ?? null),
      saveButtons(app, walk, features),
    );
  },
};

/** As many images as there are stops at least. */
function clamped(route: Route): Route {
  return { ...route, images: Math.min(MOST_IMAGES, Math.max(route.images, route.stops.length, 2)) };
}

/** Clicks, stops and line on the map, and the space key. */
function listen(app: App, map: AtlasMap, walk: Walk, player: Player, change: (patch: Partial<Route>) => void): void {
  const stops = () => app.store.get().route.stops;
  const isOpen = () => app.store.get().tool === TOOL;
  app.onclick(TOOL, (click) => {
    const stop = stopOf(app, click);
    const last = stops().at(-1);
    if (stop === null) toast("This map has no way back: click an item.");
    else if (stops().length === MOST_STOPS) toast(`A path has at most ${MOST_STOPS} stops.`);
    else if (last === undefined || !sameStop(last, stop)) change({ stops: [...stops(), stop] });
    return true;
  });
  const show = addHandles(map, app, {
    move: (index, stop) => change({ stops: stops().with(index, stop) }),
    remove: (index) => change({ stops: stops().filter((_, other) => other !== index) }),
  });
  const follow = (): void => {
    show(isOpen() ? stops().map((stop, i) => ({ label: String(i + 1), name: stopName(app, stop), stop })) : []);
    map.redraw();
  };
  app.store.watch(stops, follow);
  app.store.watch(isOpen, follow);
  map.addLayers(() => {
    if (!isOpen() || walk.shots.length === 0 || stops().length === 0) return [];
    const drawing = { id: TOOL, bounds: app.atlas.bounds, theme: app.store.get().theme };
    return [...lineLayers(drawing, [walk.line()], 2.5), player.time === null ? null : markerLayer(drawing, walk.placeAt(player.time))];
  });
  walk.onchange(() => map.redraw());
  player.onchange(() => map.redraw());
  document.addEventListener(
    "keydown",
    (event) => {
      const free = event.target === map.host || event.target === document.body;
      if (event.key !== " " || !isOpen() || !free || walk.shots.length < 2) return;
      event.preventDefault();
      event.stopPropagation(); // on the map the space key would pick an item
      player.toggle();
    },
    { capture: true },
  );
}

function wayChoice(app: App, change: (patch: Partial<Route>) => void): HTMLElement {
  const buttons = Object.entries(PATHS).map(([kind, { title, summary }]) =>
    h("button", { "data-kind": kind, title: summary, onclick: () => isPathKind(kind) && change({ kind }) }, title),
  );
  app.store.watch((s) => s.route.kind, (kind) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
  });
  return h("div", { class: "segments", role: "group", "aria-label": "Kind of path between latents" }, ...buttons);
}

function imageCount(app: App, change: (patch: Partial<Route>) => void): HTMLElement {
  const value = h("output", {});
  const input = h("input", { type: "range", min: "2", max: String(MOST_IMAGES), step: "1", "aria-label": "Images along the path", oninput: () => change({ images: Number(input.value) }) });
  app.store.watch((s) => s.route, ({ images, stops }) => {
    input.min = String(Math.max(2, stops.length));
    input.value = String(images);
    value.textContent = `${images} images`;
  });
  return h("label", { class: "row" }, input, value);
}
