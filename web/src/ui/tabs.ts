/** Tabs that open one of several tools; the arrow keys go from one to the next. */

import type { State } from "../state/state";
import type { Store } from "../state/store";
import { columns } from "./arrange";
import { h, icon, toolIcon } from "./dom";

/** A list of tabs for the children of `pages`, which carry the ids of the tools in `data-panel`. */
export function tabs(tools: readonly (readonly [string, string])[], pages: HTMLElement, store: Store<State>): HTMLElement {
  const open = (id: string): void => {
    store.set({ tool: id });
    bringUp(list, pages);
  };
  const buttons = tools.map(([id, title]) =>
    h("button", { role: "tab", id: `tab-${id}`, class: "tab", "aria-controls": `tool-${id}`, "data-tool": id, onclick: () => open(id) }, icon(toolIcon(id)), h("span", {}, title)),
  );
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Tools" }, ...buttons);
  list.style.gridTemplateColumns = `repeat(${columns(tools.length)}, minmax(0, 1fr))`;
  for (const page of pages.querySelectorAll<HTMLElement>(":scope > [data-panel]")) {
    Object.assign(page, { id: `tool-${page.dataset.panel}` });
    page.setAttribute("role", "tabpanel");
    page.setAttribute("aria-labelledby", `tab-${page.dataset.panel}`);
  }
  list.addEventListener("keydown", (event) => {
    const at = tools.findIndex(([id]) => id === store.get().tool);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const [id] = tools[(next + tools.length) % tools.length];
    open(id);
    buttons[(next + tools.length) % tools.length].focus();
  });
  store.watch((s) => s.tool, (tool) => {
    for (const button of buttons) {
      const isOpen = button.dataset.tool === tool;
      button.setAttribute("aria-selected", String(isOpen));
      button.tabIndex = isOpen ? 0 : -1;
    }
    for (const page of pages.querySelectorAll<HTMLElement>(":scope > [data-panel]")) page.hidden = page.dataset.panel !== tool;
  });
  return list;
}

/** In a low window the tool stands below what is seen; scrolls until its tabs are at the top. */
function bringUp(list: HTMLElement, pages: HTMLElement): void {
  const scroller = list.parentElement;
  if (scroller === null || !matchMedia("(max-width: 599px)").matches) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  scroller.scrollTo({ top: pages.offsetTop - list.offsetHeight - scroller.offsetTop, behavior });
}
