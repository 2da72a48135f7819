/** The four corners as slots: clicks on the map fill the one that is marked. */

import type { App } from "../../app";
import { hasPlaces, placeOf, stopName } from "../../atlas/stops";
import { paint } from "../../decode/pixels";
import type { Corners } from "../../geometry/paths";
import type { Stop } from "../../state/state";
import { fill, h, icon, toast } from "../../ui/dom";
import { pictureClass } from "../../ui/picture";

export const CORNERS = [
  { letter: "A", name: "top left" },
  { letter: "B", name: "top right" },
  { letter: "C", name: "bottom left" },
  { letter: "D", name: "bottom right" },
] as const;

export interface Slots {
  readonly element: HTMLElement;
  /** The corner that the next click fills; null when all are picked and none is marked. */
  readonly next: () => number | null;
  /** Marks a corner for the next click. */
  readonly mark: (corner: number | null) => void;
}

/** `change` hears of other corners. */
export function cornerSlots(app: App, change: (corners: Corners<Stop | null>) => void): Slots {
  const element = h("div", { class: "slots", role: "group", "aria-label": "Corners" });
  const { width, height } = app.atlas.image;
  let marked: number | null = null;
  const corners = () => app.store.get().mix.corners;
  const next = (): number | null => marked ?? (corners().includes(null) ? corners().indexOf(null) : null);

  const slot = (stop: Stop | null, i: number): HTMLElement => {
    const { letter, name } = CORNERS[i];
    const canvas = h("canvas", { class: pictureClass(app.atlas), width, height, "aria-hidden": "true" });
    if (stop?.kind === "item") app.items.drawThumbnail(stop.row, canvas).catch((error: Error) => toast(error.message, 8));
    else if (stop !== null && hasPlaces(app)) app.decoder.request(`corner ${i}`, "positions", Float32Array.from(placeOf(app, stop)), (decoded) => paint(canvas, decoded));
    const title = stop === null ? "Click on the map" : stopName(app, stop);
    return h(
      "div",
      { class: "slot" },
      h(
        "button",
        { class: "slot-pick", "data-corner": letter, "aria-pressed": String(next() === i), "aria-label": `Corner ${letter}, ${name}: ${title}. Press to pick it with the next click on the map.`, onclick: () => mark(i) },
        h("span", { class: "stop-number" }, letter),
        h("span", { class: "stop-picture" }, stop === null ? null : canvas),
        h("span", { class: "stop-name" }, ...title.split(" · ").map((line) => h("span", {}, line))),
      ),
      stop === null ? null : h("button", { class: "small-button", "aria-label": `Clear corner ${letter}`, title: `Clear corner ${letter}`, onclick: () => change(withCorner(corners(), i, null)) }, icon("close")),
    );
  };
  const draw = (): void => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.corner;
    fill(element, ...corners().map(slot));
    if (focused !== undefined && document.activeElement === document.body) element.querySelector<HTMLElement>(`[data-corner="${focused}"]`)?.focus();
  };
  const mark = (corner: number | null): void => {
    marked = corner;
    draw();
  };
  app.store.watch((s) => s.mix.corners, draw);
  return { element, next, mark };
}

export function withCorner([a, b, c, d]: Corners<Stop | null>, corner: number, stop: Stop | null): Corners<Stop | null> {
  return [corner === 0 ? stop : a, corner === 1 ? stop : b, corner === 2 ? stop : c, corner === 3 ? stop : d];
}
