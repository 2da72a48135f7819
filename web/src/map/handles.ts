/** Stops on the map as buttons: dragged, moved by the arrow keys, removed by Delete. */

import type { App } from "../app";
import { placeOf, stopOf } from "../atlas/stops";
import { type Point, project, toMap, toWorld, unproject } from "../geometry/world";
import type { Stop } from "../state/state";
import { fill, h } from "../ui/dom";
import type { AtlasMap } from "./map";

const REACH = 14; // px from an item at which a stop that is let go becomes that item
const STEP = 8; // px that an arrow key moves a stop; with Shift five times as far
const SLOP = 3; // px that a press may wander without moving the stop

const ARROWS: Readonly<Record<string, Point>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export interface Handle { readonly label: string; readonly name: string; readonly stop: Stop }

export interface HandleActions {
  /** The stop was dragged or moved by a key; on the way it is a place, at the end an item if one is near. */
  readonly move: (index: number, stop: Stop) => void;
  readonly remove: (index: number) => void;
}

/** Returns a function that shows these handles instead of those before. */
export function addHandles(map: AtlasMap, app: App, actions: HandleActions): (handles: readonly Handle[]) => void {
  const layer = h("div", { class: "handles" });
  map.host.append(layer);
  let shown: readonly Handle[] = [];
  let buttons: HTMLButtonElement[] = [];

  const follow = (): void =>
    shown.forEach(({ stop }, i) => {
      const [x, y] = project(map.view, map.size, toWorld(app.atlas.bounds, placeOf(app, stop)));
      buttons[i].style.transform = `translate(${x}px, ${y}px)`;
    });
  const to = (index: number, screen: Point, settled: boolean): void => {
    const world = unproject(map.view, map.size, screen);
    const at = toMap(app.atlas.bounds, world);
    const row = settled ? app.grid.nearest(world, REACH / 2 ** map.view.zoom, app.mask()) : null;
    // without a way back from the map, a stop goes from item to item
    const stop = stopOf(app, { at, row }) ?? stopOf(app, { at, row: app.grid.nearest(world, Number.POSITIVE_INFINITY, app.mask()) });
    if (stop !== null) actions.move(index, stop);
  };

  const make = (index: number): HTMLButtonElement => {
    const button = h("button", { class: "handle" });
    let pressed: Point | null = null;
    let dragged = false;
    const place = (event: PointerEvent): Point => {
      const box = map.host.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    button.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      if (event.button !== 0) return;
      [pressed, dragged] = [place(event), false];
      button.setPointerCapture(event.pointerId);
    });
    button.addEventListener("pointermove", (event) => {
      event.stopPropagation();
      if (pressed === null) return;
      const [x, y] = place(event);
      dragged ||= Math.hypot(x - pressed[0], y - pressed[1]) > SLOP;
      if (dragged) to(index, [x, y], false);
    });
    const release = (event: PointerEvent): void => {
      event.stopPropagation();
      if (pressed !== null && dragged) to(index, place(event), true);
      pressed = null;
    };
    button.addEventListener("pointerup", release);
    button.addEventListener("pointercancel", release);
    button.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (arrow) {
        const far = (event.shiftKey ? 5 : 1) * STEP;
        const [x, y] = project(map.view, map.size, toWorld(app.atlas.bounds, placeOf(app, shown[index].stop)));
        to(index, [x + arrow[0] * far, y + arrow[1] * far], false);
      } else if (event.key === "Delete" || event.key === "Backspace") actions.remove(index);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return button;
  };

  app.store.watch((s) => s.view, follow);
  new ResizeObserver(follow).observe(map.host);
  return (handles) => {
    shown = handles;
    // the same buttons stay while stops move, so that a drag and the focus last
    if (buttons.length !== handles.length) {
      buttons = handles.map((_, i) => buttons[i] ?? make(i));
      fill(layer, ...buttons);
    }
    handles.forEach(({ label, name }, i) => {
      buttons[i].textContent = label;
      buttons[i].setAttribute("aria-label", `${label}: ${name}. Drag or use the arrow keys to move it, Delete to remove it.`);
      buttons[i].title = name;
    });
    follow();
  };
}
