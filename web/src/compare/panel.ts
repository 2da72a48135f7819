/** The second map, when there is an atlas to compare with. */

import { addOverlay } from "../map/overlay";
import { AtlasMap } from "../map/map";
import { attachPointer } from "../map/pointer";
import { showDensity } from "../panels/density";
import type { Panel } from "../panels/registry";
import { zoom } from "../panels/zoom";
import { ZOOM_LIMIT } from "../geometry/world";
import { h } from "../ui/dom";
import { link } from "./link";
import { namesOf } from "./names";

const NARROW = 700; // px of a map on which an open legend would cover too much

/** Puts the other map beside the first and links the two; without another atlas it is an empty element. */
export const compare: Panel = {
  id: "compare",
  place: "map",
  address: {
    write: ({ otherView }) => (otherView === null ? [] : [["other", [...otherView.at.map((value) => Number(value.toPrecision(7))), Number(otherView.zoom.toFixed(3))].join(",")]]),
    read: (fields) => {
      const [x, y, level, ...more] = (fields.get("other") ?? "").split(",").map((text) => (text === "" ? Number.NaN : Number(text)));
      const sound = more.length === 0 && [x, y, level].every(Number.isFinite) && Math.abs(level) <= ZOOM_LIMIT;
      return { otherView: sound ? { at: [x, y], zoom: level } : null };
    },
  },
  create(app, map, panels) {
    if (app.other === null) return h("div", { hidden: true });
    const [name, otherName] = namesOf(app.atlas, app.other.app.atlas);
    const host = h("div", { class: "map", tabIndex: 0, role: "application", "aria-label": `Map of ${otherName}. Arrow keys move the crosshair, Enter opens the nearest item, plus and minus zoom.` });
    const stage = h("section", { class: "beside", "aria-label": otherName }, host, h("p", { class: "card map-name" }, otherName));
    map.host.parentElement?.after(stage);
    document.getElementById("app")?.classList.add("comparing");
    const otherMap = new AtlasMap(host, app.other.app);
    addOverlay(otherMap, app.other.app);
    attachPointer(otherMap, app.other.app);
    stage.append(zoom.create(app.other.app, otherMap, panels));
    showDensity(app.other.app, otherMap);
    link(app, map, app.other, otherMap);
    const legend = map.host.parentElement?.querySelector(".legend");
    if (map.host.clientWidth < NARROW) legend?.removeAttribute("open");
    return h("p", { class: "card map-name" }, name);
  },
};
