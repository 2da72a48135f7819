/** What mouse, touch and keyboard do, ordered by what one wants to do. */

import type { Store } from "../state/store";
import type { State } from "../state/state";
import { groupKeys, type KeyGroup } from "../ui/arrange";
import { dialog, h, icon, onKeyPress } from "../ui/dom";
import type { Panel } from "./registry";

const MAP: readonly KeyGroup[] = [
  {
    aim: "Look around",
    keys: [
      ["Move the pointer, ← ↑ ↓ →", "decode the place there (with Shift: larger steps)"],
      ["Tap, drag the ring", "the same with a finger"],
      ["Drag, wheel, pinch, + −", "move the map, zoom"],
      ["0", "show everything"],
    ],
  },
  {
    aim: "Look at an item",
    keys: [
      ["Click, tap, Enter", "open the item there, or the one nearest to the crosshair"],
      ["Esc", "let go of it"],
    ],
  },
  {
    aim: "Filter",
    keys: [
      ["Click in the legend", "hide or show a class"],
      ["Shift + click", "show only this class, then all"],
    ],
  },
  {
    aim: "Find your way on the page",
    keys: [
      ["Tab", "from the map to the legend and the tools"],
      ["← → Home End", "from tab to tab, on the tabs of the tools"],
      ["?", "this list"],
    ],
  },
];

export const keys: Panel = {
  id: "keys",
  place: "bar",
  create(app, _map, panels) {
    const groups = groupKeys([...MAP.slice(0, -1), ...panels.flatMap((panel) => panel.keys ?? []), ...MAP.slice(-1)]);
    const show = (): void => help(groups, app.store);
    onKeyPress("?", show);
    return h("button", { class: "bar-button", title: "Mouse, touch and keys (?)", "aria-label": "Mouse, touch and keys", onclick: show }, icon("keys"));
  },
};

function help(groups: readonly KeyGroup[], store: Store<State>): void {
  const again = (): void => {
    box.close();
    store.set({ tour: 0 });
  };
  const listed = groups.map(({ aim, keys: list }) => h("section", { class: "aim" }, h("h3", {}, aim), h("dl", { class: "facts keys" }, ...list.flatMap(([key, effect]) => [h("dt", {}, key), h("dd", {}, effect)]))));
  const box = dialog("Mouse, touch and keys", h("div", { class: "aims" }, ...listed), h("button", { class: "button", onclick: again }, "Show the three hints again"));
}
