/** The names of places on the map, while the notes are open. */

import type { App } from "../../app";
import { project, toWorld } from "../../geometry/world";
import type { AtlasMap } from "../../map/map";
import type { KeptPlace } from "../../notes/work";
import { fill, h } from "../../ui/dom";

const MOST = 200; // names that are shown at once

/** Writes the names over the map; they take no clicks. */
export function showPlaces(app: App, map: AtlasMap, tool: string): void {
  const layer = h("div", { class: "place-names", "aria-hidden": "true" });
  map.host.append(layer);
  let shown: readonly (readonly [KeptPlace, HTMLElement])[] = [];
  const follow = (): void => {
    for (const [{ at }, element] of shown) {
      const [x, y] = project(map.view, map.size, toWorld(app.atlas.bounds, at));
      element.style.transform = `translate(${x}px, ${y}px)`;
      element.hidden = x < 0 || y < 0 || x > map.size.width || y > map.size.height;
    }
  };
  app.store.watch((s) => s.work.kept, (kept) => {
    const places = kept.filter((entry) => entry.kind === "place").slice(0, MOST);
    shown = places.map((place) => [place, h("span", { class: "place-name" }, h("span", {}, place.name))] as const);
    fill(layer, ...shown.map(([, element]) => element));
    follow();
  });
  app.store.watch((s) => s.view, follow);
  app.store.watch((s) => s.tool, (open) => (layer.hidden = open !== tool));
  new ResizeObserver(follow).observe(map.host);
}
