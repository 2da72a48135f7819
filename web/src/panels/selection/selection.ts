/** Items chosen together: the lasso's switch, other ways to select, and what can be done with a selection. */

import type { App } from "../../app";
import { visibleRect } from "../../geometry/world";
import type { AtlasMap } from "../../map/map";
import { type Change, inverted, marks, rowsOf, selectionAddress } from "../../state/selection";
import { h, icon, toast } from "../../ui/dom";
import { count } from "../../ui/number";
import type { Panel } from "../registry";
import { attachLasso } from "./lasso";

export const selection: Panel = {
  id: "selection",
  place: "map",
  address: selectionAddress,
  keys: {
    aim: "Choose several items",
    keys: [
      ["Shift + drag", "draw around them; with Alt: take away"],
      ["Shift + click", "one item more, or one less"],
      ["Esc", "let go of the item, then of the selection"],
    ],
  },
  create(app, map) {
    const how = h("select", { "aria-label": "What the lasso does" }, ...HOW.map(([value, text]) => h("option", { value }, text)));
    const lasso = h("button", { class: "icon-button", "aria-label": "Lasso: draw around items to select them", "aria-pressed": "false", title: "Lasso: draw around items to select them (or hold Shift and drag)" }, icon("lasso"));
    lasso.addEventListener("click", () => lasso.setAttribute("aria-pressed", String(lasso.getAttribute("aria-pressed") === "false")));
    attachLasso(map, app, () => (lasso.getAttribute("aria-pressed") === "true" ? (how.value as Change) : null));
    return h("div", { class: "selection" }, h("div", { class: "card selecting" }, lasso, menu(app, map, how)), bar(app));
  },
};

const HOW: readonly (readonly [Change, string])[] = [
  ["replace", "starts anew"],
  ["add", "adds"],
  ["remove", "takes away"],
];

/** Ways to select without drawing. */
function menu(app: App, map: AtlasMap, how: HTMLElement): HTMLElement {
  const select = (rows: readonly number[]): void => {
    app.store.set({ selection: rows });
    if (rows.length === 0) toast("There is nothing to select.");
    box.open = false;
  };
  const inView = (): number[] => app.grid.inside(visibleRect(map.view, map.size), app.mask(), Number.POSITIVE_INFINITY) ?? [];
  const entry = (text: string, rows: () => readonly number[]) => h("button", { class: "menu-entry", onclick: () => select(rows()) }, text);
  const box: HTMLDetailsElement = h(
    "details",
    { class: "menu" },
    h("summary", { class: "icon-button", "aria-label": "Select items without drawing", title: "Select items without drawing" }, icon("choose")),
    h(
      "div",
      { class: "card menu-entries" },
      entry("Select what is in view", () => rowsOf(marks(inView(), app.atlas.items.count))),
      entry("Select everything shown", () => rowsOf(app.mask())),
      ...app.attributes.filter(({ kind }) => kind !== "factor").map(({ key, title, categories, codes }) => {
        const choice = h("select", { "aria-label": `Select by ${title}` }, h("option", { value: "" }, "…"), ...categories.map((name, i) => h("option", { value: String(i) }, name)));
        choice.addEventListener("change", () => {
          if (choice.value === "") return;
          const mask = app.mask();
          select(rowsOf(mask.map((shown, row) => (shown !== 0 && codes[row] === Number(choice.value) ? 1 : 0))));
          choice.value = "";
        });
        return h("label", { class: "row", "data-attribute": key }, h("span", {}, `Select this ${title.toLowerCase()}`), choice);
      }),
      h("label", { class: "row" }, h("span", {}, "The lasso"), how),
    ),
  );
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    box.open = false;
    box.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !box.contains(event.target)) box.open = false;
  });
  return box;
}

/** How many items are selected, and what can be done with them. */
function bar(app: App): HTMLElement {
  const number = h("span", { class: "number", role: "status" });
  const only = h("button", { class: "link", onclick: () => app.store.set({ only: app.store.get().only === null ? app.store.get().selection : null }) });
  const invert = h("button", { class: "link", onclick: () => app.store.set({ selection: inverted(app.store.get().selection, app.mask()) }) }, "Invert");
  const clear = h("button", { class: "icon-button", "aria-label": "Clear the selection", title: "Clear the selection", onclick: () => app.store.set({ selection: [] }) }, icon("close"));
  const element = h("div", { class: "card chosen", role: "group", "aria-label": "Selection" }, number, only, invert, clear);
  const show = (): void => {
    const { selection: rows, only: shown } = app.store.get();
    element.hidden = rows.length === 0;
    number.textContent = rows.length === 0 ? "" : `${count(rows.length)} selected`;
    only.textContent = shown === null ? "Show only these" : "Show the others";
  };
  app.store.watch((s) => s.selection, show);
  app.store.watch((s) => s.only, show);
  return element;
}
