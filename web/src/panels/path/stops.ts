/** The stops as a list that can be put in order. */

import type { App } from "../../app";
import { stopName } from "../../atlas/stops";
import { paint } from "../../decode/pixels";
import type { Stop } from "../../state/state";
import { fill, h, icon, toast } from "../../ui/dom";
import { pictureClass } from "../../ui/picture";
import type { Walk } from "./walk";

/** Follows the route; the pictures come from the strip. */
export function stopList(app: App, walk: Walk, change: (stops: readonly Stop[]) => void): HTMLElement {
  const list = h("ol", { class: "stops", "aria-label": "Stops" });
  app.store.watch((s) => s.route.stops, (stops) => {
    // a rebuilt list would lose the focus of a button that moves a stop
    const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.does : undefined;
    fill(list, ...stops.map((stop, i) => entry(app, stops, stop, i, change)));
    if (focused !== undefined) (list.querySelector<HTMLElement>(`[data-does="${focused}"]`) ?? list.querySelector<HTMLElement>("button"))?.focus();
  });
  walk.onchange(() => {
    for (const { stop, decoded } of walk.shots) {
      const canvas = stop === null ? null : list.querySelector<HTMLCanvasElement>(`[data-decoded="stop-${stop}"]`);
      if (canvas && decoded) paint(canvas, decoded);
    }
  });
  return list;
}

function entry(app: App, stops: readonly Stop[], stop: Stop, i: number, change: (stops: readonly Stop[]) => void): HTMLElement {
  const { width, height } = app.atlas.image;
  const canvas = h("canvas", { class: pictureClass(app.atlas), width, height, "aria-hidden": "true" });
  if (stop.kind === "item") app.items.drawThumbnail(stop.row, canvas).catch((error: Error) => toast(error.message, 8));
  else canvas.dataset.decoded = `stop-${i}`;
  const name = stopName(app, stop);
  const swap = (with_: number): void => change(stops.with(i, stops[with_]).with(with_, stop));
  const button = (does: string, shape: "up" | "down" | "close", label: string, act: () => void, disabled = false): HTMLElement =>
    h("button", { class: "small-button", "data-does": `${does}-${i}`, "aria-label": label, title: label, disabled, onclick: act }, icon(shape));
  return h(
    "li",
    { class: "stop" },
    h("span", { class: "stop-number", "aria-hidden": "true" }, String(i + 1)),
    h("span", { class: "stop-picture" }, canvas),
    h("span", { class: "stop-name" }, name),
    button("up", "up", `Move stop ${i + 1} up`, () => swap(i - 1), i === 0),
    button("down", "down", `Move stop ${i + 1} down`, () => swap(i + 1), i === stops.length - 1),
    button("remove", "close", `Remove stop ${i + 1}`, () => change(stops.filter((_, other) => other !== i))),
  );
}
