/** Drawing a shape on the map with Shift held, or with the lasso switched on, selects what is inside. */

import type { App } from "../../app";
import { marksInside } from "../../geometry/lasso";
import { type Point, unproject } from "../../geometry/world";
import type { AtlasMap } from "../../map/map";
import { type Change, changed, marks } from "../../state/selection";
import { change as redraw, svg } from "../../ui/svg";

const STEP = 3; // px between two corners of the shape
const CLICK_SLOP = 6; // px; what wanders less is a click
const REACH = 14; // px from an item at which a click still means it

/** Listens on the map's element before the map itself does. `armed` is what a drag without any key held does, null for panning. */
export function attachLasso(map: AtlasMap, app: App, armed: () => Change | null): void {
  const { host } = map;
  const outline = svg("polygon");
  const drawing = svg("svg", { class: "drawing lasso", "aria-hidden": "true" }, outline);
  host.append(drawing);
  let drawn: { path: Point[]; change: Change } | null = null;

  const screen = (event: PointerEvent): Point => {
    const box = host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const show = () => redraw(outline, { points: drawn === null ? "" : drawn.path.map((place) => place.join(",")).join(" ") });
  const listen = (kind: "pointerdown" | "pointermove" | "pointerup" | "pointercancel", hear: (event: PointerEvent) => void) =>
    host.addEventListener(kind, hear, { capture: true });

  listen("pointerdown", (event) => {
    if (drawn !== null) return event.stopImmediatePropagation();
    const change = event.target instanceof HTMLCanvasElement && event.isPrimary && event.button === 0 ? meant(event, armed(), app) : null;
    if (change === null) return;
    // the map must not pan, nor take this for a click of its own
    event.stopImmediatePropagation();
    event.preventDefault();
    host.focus({ preventScroll: true });
    host.setPointerCapture(event.pointerId);
    host.classList.remove("hovering");
    drawn = { path: [screen(event)], change };
  });
  listen("pointermove", (event) => {
    if (drawn === null || !event.isPrimary) return;
    event.stopImmediatePropagation();
    const [x, y] = screen(event);
    const [lastX, lastY] = drawn.path[drawn.path.length - 1];
    if (Math.hypot(x - lastX, y - lastY) < STEP) return;
    drawn.path.push([x, y]);
    show();
  });
  listen("pointerup", (event) => {
    if (drawn === null || !event.isPrimary) return;
    event.stopImmediatePropagation();
    const { path, change } = drawn;
    drawn = null;
    show();
    const world = path.map((place) => unproject(map.view, map.size, place));
    if (wandered(path) > CLICK_SLOP) app.store.set({ selection: changed(app.store.get().selection, marksInside(world, app.grid, app.world, app.mask()), change) });
    else toggle(app, app.grid.nearest(world[0], REACH / 2 ** map.view.zoom, app.mask()));
  });
  const drop = (): void => {
    drawn = null;
    show();
  };
  listen("pointercancel", drop);
  host.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || drawn === null) return;
    event.stopImmediatePropagation();
    drop();
  }, { capture: true });
}

/** Alt takes away, Shift adds, and neither leaves it to the switch. */
function meant(event: PointerEvent, armed: Change | null, app: App): Change | null {
  if (event.altKey && (event.shiftKey || armed !== null || app.chosen() !== null)) return "remove";
  return event.shiftKey ? "add" : armed;
}

/** How far a path gets from its start, in pixels. */
function wandered(path: readonly Point[]): number {
  return Math.max(...path.map(([x, y]) => Math.hypot(x - path[0][0], y - path[0][1])));
}

/** Selects one item more, or one less. */
function toggle(app: App, row: number | null): void {
  if (row === null) return;
  const change = app.chosen()?.[row] === 1 ? "remove" : "add";
  app.store.set({ selection: changed(app.store.get().selection, marks([row], app.atlas.items.count), change) });
}
