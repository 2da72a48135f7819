/** What the tool draws over the map: the vector as an arrow, what it does to an image, and the place of an analogy. */

import type { App } from "../../app";
import { type Point, project, toWorld } from "../../geometry/world";
import type { AtlasMap } from "../../map/map";
import { change, svg } from "../../ui/svg";

/** Places in map units; null where there is nothing to draw. */
export interface Drawn {
  readonly a: Point | null;
  readonly b: Point | null;
  readonly base: Point | null;
  readonly moved: Point | null;
  readonly analogy: Point | null;
}

export const NOTHING: Drawn = { a: null, b: null, base: null, moved: null, analogy: null };
const DISC = 10; // px
const HEAD = 9; // px, length of an arrow's head

/** Gives a function that draws; what was drawn follows the view, and is seen while the tool is open. */
export function mapMarks(map: AtlasMap, app: App, tool: string): (drawn: Drawn) => void {
  const arrow = svg("path", { class: "arrow" });
  const way = svg("path", { class: "way" });
  const discs = { a: disc("A"), b: disc("B"), base: svg("g", { class: "mark mark-base" }, svg("circle", { r: 5 })), moved: svg("g", { class: "mark mark-moved" }, svg("circle", { r: 6 })), analogy: disc("=") };
  const drawing = svg("svg", { class: "drawing attribute", "aria-hidden": "true" }, way, arrow, ...Object.values(discs));
  map.host.append(drawing);
  let drawn = NOTHING;

  const screen = (place: Point): Point => project(map.view, map.size, toWorld(app.atlas.bounds, place));
  const show = (): void => {
    const open = app.store.get().tool === tool;
    drawing.classList.toggle("closed", !open);
    if (!open) return;
    for (const [name, mark] of Object.entries(discs)) {
      const place = drawn[name as keyof Drawn];
      const at = place && screen(place);
      change(mark, { visibility: at === null ? "hidden" : "visible", ...(at === null ? {} : { transform: `translate(${at[0]} ${at[1]})` }) });
    }
    change(arrow, { d: drawn.a && drawn.b ? arrowPath(screen(drawn.a), screen(drawn.b), DISC) : "" });
    change(way, { d: drawn.base && drawn.moved ? arrowPath(screen(drawn.base), screen(drawn.moved), 6) : "" });
  };
  app.store.watch((s) => s.view, show);
  app.store.watch((s) => s.tool, show);
  new ResizeObserver(show).observe(map.host);
  return (next) => {
    drawn = next;
    show();
  };
}

function disc(letter: string): SVGGElement {
  return svg("g", { class: `mark mark-${letter === "=" ? "analogy" : letter.toLowerCase()}` }, svg("circle", { r: DISC }), svg("text", { "text-anchor": "middle", dy: "0.36em" }, letter));
}

/** A line with a head, from one place to another in pixels, that keeps `gap` off both; nothing where they are too near. */
export function arrowPath([ax, ay]: Point, [bx, by]: Point, gap: number): string {
  const length = Math.hypot(bx - ax, by - ay);
  if (length < 2 * gap + HEAD) return "";
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [x, y] = [bx - ux * (gap + 2), by - uy * (gap + 2)];
  const wing = (side: number) => `${x - ux * HEAD - uy * side * HEAD * 0.5},${y - uy * HEAD + ux * side * HEAD * 0.5}`;
  return `M${ax + ux * gap},${ay + uy * gap}L${x},${y}M${wing(1)}L${x},${y}L${wing(-1)}`;
}
