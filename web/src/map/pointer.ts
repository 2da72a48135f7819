/** Mouse, touch and keyboard on the map: moving the probe and selecting items. Panning and zooming by hand is deck.gl's. */

import type { App } from "../app";
import { type Point, project, toMap, toWorld, unproject } from "../geometry/world";
import type { AtlasMap } from "./map";

const CLICK_SLOP = 6; // px that a click may wander
const CLICK_TIME = 600; // ms
const REACH = 14; // px from an item at which a click still means it
const STEP = 8; // px that an arrow key moves the crosshair; with Shift five times as far
const ZOOM_STEP = 0.5;

/** Listens on the map's element. Returns nothing: everything goes through the store. */
export function attachPointer(map: AtlasMap, app: App): void {
  const { host } = map;
  let down: { x: number; y: number; time: number } | null = null;

  const screen = (event: MouseEvent): Point => {
    const box = host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const probeAt = (place: Point) => app.store.set({ probe: toMap(app.atlas.bounds, unproject(map.view, map.size, place)) });
  const onMap = (event: Event) => event.target instanceof HTMLCanvasElement;

  host.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || !onMap(event)) return;
    host.classList.add("hovering");
    probeAt(screen(event));
  });
  host.addEventListener("pointerleave", () => host.classList.remove("hovering"));
  host.addEventListener("pointerdown", (event) => {
    down = onMap(event) && event.isPrimary && event.button === 0 ? { x: event.clientX, y: event.clientY, time: event.timeStamp } : null;
  });
  host.addEventListener("pointerup", (event) => {
    const click = down !== null && Math.hypot(event.clientX - down.x, event.clientY - down.y) <= CLICK_SLOP && event.timeStamp - down.time <= CLICK_TIME;
    down = null;
    if (!click) return;
    const place = screen(event);
    probeAt(place);
    clickAt(map, app, unproject(map.view, map.size, place), REACH);
  });
  host.addEventListener("keydown", (event) => {
    if (event.target !== host || event.ctrlKey || event.metaKey || event.altKey) return;
    if (onKey(event, map, app)) {
      event.preventDefault();
      host.classList.remove("hovering");
    }
  });
}

/** Tells the open tool of a world point and of the nearest shown item within `reach` pixels of it; selects that item if the tool does not want it. */
function clickAt(map: AtlasMap, app: App, world: Point, reach: number): void {
  const row = app.grid.nearest(world, reach / 2 ** map.view.zoom, app.mask());
  if (app.click({ at: toMap(app.atlas.bounds, world), row })) return;
  if (row !== null) app.store.set({ selected: row });
}

const ARROWS: Readonly<Record<string, Point>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event: KeyboardEvent, map: AtlasMap, app: App): boolean {
  const { probe } = app.store.get();
  const at = toWorld(app.atlas.bounds, probe ?? toMap(app.atlas.bounds, [map.view.x, map.view.y]));
  const arrow = ARROWS[event.key];
  if (arrow) {
    const far = (event.shiftKey ? 5 : 1) * STEP;
    const [x, y] = project(map.view, map.size, at);
    const next = unproject(map.view, map.size, [x + arrow[0] * far, y + arrow[1] * far]);
    app.store.set({ probe: toMap(app.atlas.bounds, next) });
    map.reveal(next);
  } else if (event.key === "Enter" || event.key === " ") clickAt(map, app, at, Number.POSITIVE_INFINITY);
  else if (event.key === "+" || event.key === "=") map.zoomBy(ZOOM_STEP, at);
  else if (event.key === "-" || event.key === "_") map.zoomBy(-ZOOM_STEP, at);
  else if (event.key === "0") map.fit();
  else if (event.key === "Escape") app.store.set(app.store.get().selected === null ? { selection: [] } : { selected: null });
  else return false;
  return true;
}

/** Lets a finger drag the crosshair by its handle; the map stays where it is. */
export function attachHandle(handle: HTMLElement, map: AtlasMap, app: App): void {
  handle.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    event.stopPropagation();
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const box = map.host.getBoundingClientRect();
    const place: Point = [event.clientX - box.left, event.clientY - box.top];
    app.store.set({ probe: toMap(app.atlas.bounds, unproject(map.view, map.size, place)) });
  });
}
