import { dialog, h, icon } from "../ui/dom";
import type { Panel } from "./registry";

const KEYS: readonly (readonly [string, string])[] = [
  ["Move the pointer", "decode the place under it"],
  ["Click, tap", "look at the item there"],
  ["Drag, wheel, pinch", "pan and zoom"],
  ["← ↑ ↓ →", "move the crosshair (with Shift: further)"],
  ["Enter", "look at the item nearest to the crosshair"],
  ["+ −", "zoom in, out"],
  ["0", "show everything"],
  ["Esc", "let go of the item, then of the selection"],
  ["Shift + drag", "draw around items to select them; with Alt: take them away"],
  ["Shift + click", "select one item more, or one less"],
  ["Shift + click in the legend", "show only this class"],
];

/** Lists what mouse, touch and keyboard do. */
export const keys: Panel = {
  id: "keys",
  place: "bar",
  create() {
    const show = () => dialog("Mouse, touch and keys", h("dl", { class: "facts keys" }, ...KEYS.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)])));
    document.addEventListener("keydown", (event) => {
      if (event.key === "?" && !document.querySelector("dialog[open]") && !(event.target instanceof HTMLInputElement)) show();
    });
    return h("button", { class: "bar-button", title: "Mouse, touch and keys (?)", "aria-label": "Mouse, touch and keys", onclick: show }, icon("keys"));
  },
};
