/** Items with tags, drawn once more above the others while tags colour the map: a few are seen among many. */

import { ScatterplotLayer } from "@deck.gl/layers";
import type { App } from "../../app";
import { dot } from "../../map/dots";
import type { AtlasMap } from "../../map/map";
import { NONE, TAG } from "../../notes/attribute";
import { writtenRows } from "../../notes/work";

const MOST = 50_000; // items; more are seen anyhow

/** Adds the layer. */
export function showTagged(app: App, map: AtlasMap): void {
  let rows: number[] = [];
  app.store.watch((s) => s.work.tags, (tags) => {
    const tagged = writtenRows({ tags, notes: new Map(), kept: [] });
    rows = tagged.length > MOST ? [] : [...tagged];
  });
  map.addLayers(() => {
    const { colouring, theme, points } = app.store.get();
    const attribute = app.attributes.find(({ key }) => key === TAG);
    if (!attribute || colouring !== TAG || !points || map.host.dataset.drawn === "thumbnails") return [];
    const { radius } = dot(app.atlas.items.count, map.view, map.size);
    const colours = attribute.colours(theme);
    const mask = app.mask();
    const layer = new ScatterplotLayer<number>({
      id: "tagged",
      data: rows,
      getPosition: (row) => [app.world[2 * row], app.world[2 * row + 1]],
      getRadius: (row) => (mask[row] === 0 || attribute.codes[row] === NONE ? 0 : radius + 1),
      getFillColor: (row) => [...colours[attribute.codes[row]]],
      radiusUnits: "pixels",
      parameters: { depthCompare: "always", depthWriteEnabled: false },
      updateTriggers: { getRadius: [mask, radius], getFillColor: [attribute, theme] },
    });
    return [layer];
  });
}
