/** Tabs that open one of several tools; the arrow keys go from one to the next. */

import type { State } from "../state/state";
import type { Store } from "../state/store";
import { h } from "./dom";

/** A list of tabs for the children of `pages`, which carry the ids of the tools in `data-panel`. */
export function tabs(tools: readonly (readonly [string, string])[], pages: HTMLElement, store: Store<State>): HTMLElement {
  const buttons = tools.map(([id, title]) =>
    h("button", { role: "tab", id: `tab-${id}`, class: "tab", "aria-controls": `tool-${id}`, "data-tool": id, onclick: () => store.set({ tool: id }) }, title),
  );
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Tools" }, ...buttons);
  for (const page of pages.querySelectorAll<HTMLElement>(":scope > [data-panel]")) {
    Object.assign(page, { id: `tool-${page.dataset.panel}` });
    page.setAttribute("role", "tabpanel");
    page.setAttribute("aria-labelledby", `tab-${page.dataset.panel}`);
  }
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tools.findIndex(([id]) => id === store.get().tool);
    const next = (at + step + tools.length) % tools.length;
    store.set({ tool: tools[next][0] });
    buttons[next].focus();
  });
  store.watch((s) => s.tool, (tool) => {
    for (const button of buttons) {
      const open = button.dataset.tool === tool;
      button.setAttribute("aria-selected", String(open));
      button.tabIndex = open ? 0 : -1;
    }
    for (const page of pages.querySelectorAll<HTMLElement>(":scope > [data-panel]")) page.hidden = page.dataset.panel !== tool;
  });
  return list;
}
