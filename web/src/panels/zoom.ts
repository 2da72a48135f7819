import { h, icon } from "../ui/dom";
import type { Panel } from "./registry";

/** Buttons for those who have neither wheel nor keyboard at hand. */
export const zoom: Panel = {
  id: "zoom",
  place: "map",
  create(_app, map) {
    const button = (label: string, name: "plus" | "minus" | "fit", act: () => void) => h("button", { class: "icon-button", "aria-label": label, title: label, onclick: act }, icon(name));
    return h("div", { class: "card zoom" }, button("Zoom in", "plus", () => map.zoomBy(1)), button("Zoom out", "minus", () => map.zoomBy(-1)), button("Show all", "fit", () => map.fit()));
  },
};
