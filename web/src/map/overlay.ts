/** What lies over the map and follows the probe: the crosshair, and a loupe next to the pointer. */

import type { App } from "../app";
import { paint } from "../decode/pixels";
import { project, toWorld } from "../geometry/world";
import { h } from "../ui/dom";
import type { AtlasMap } from "./map";
import { attachHandle } from "./pointer";

const LOUPE = 84; // px, the longer side
const OFFSET = 18; // px between pointer and loupe

/** Adds crosshair and loupe to the map's element. */
export function addOverlay(map: AtlasMap, app: App): void {
  const crosshair = h("div", { class: "crosshair", "aria-hidden": "true" });
  const loupe = h("canvas", { class: "loupe", "aria-hidden": "true", width: 1, height: 1 });
  const { width, height } = app.atlas.image;
  const scale = LOUPE / Math.max(width, height);
  loupe.style.width = `${width * scale}px`;
  loupe.style.height = `${height * scale}px`;
  if (scale > 1) loupe.classList.add("pixelated");
  map.host.append(crosshair, loupe);
  attachHandle(crosshair, map, app);

  const follow = (): void => {
    const { probe } = app.store.get();
    if (probe === null) return;
    const [x, y] = project(map.view, map.size, toWorld(app.atlas.bounds, probe));
    crosshair.style.transform = `translate(${x}px, ${y}px)`;
    crosshair.hidden = x < 0 || y < 0 || x > map.size.width || y > map.size.height;
    // to the upper right of the pointer, or on the side where there is room
    const left = x + OFFSET + width * scale > map.size.width ? x - OFFSET - width * scale : x + OFFSET;
    const top = y - OFFSET - height * scale < 0 ? y + OFFSET : y - OFFSET - height * scale;
    loupe.style.transform = `translate(${left}px, ${top}px)`;
  };
  app.store.watch((s) => s.probe, follow);
  app.store.watch((s) => s.view, follow);
  new ResizeObserver(follow).observe(map.host);
  app.onprobe((decoded) => {
    loupe.classList.add("ready");
    paint(loupe, decoded);
  });
}
