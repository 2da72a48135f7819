/** The head of the item panel: which item it is, the one before and after it, and a way to any other. */

import type { App } from "../app";
import { after } from "../state/selection";
import { h, icon } from "../ui/dom";
import { count } from "../ui/number";

/** Title, steps through the selection (or through all that is shown), and a field for a row. */
export function itemHead(app: App): HTMLElement {
  const title = h("h2", {});
  const where = h("p", { class: "quiet steps" });
  const step = (label: string, name: "back" | "forward", by: 1 | -1) => {
    const go = () => app.store.set({ selected: after(app.store.get().selection, app.mask(), app.store.get().selected, by) });
    return h("button", { class: "icon-button", "aria-label": label, title: label, onclick: go }, icon(name));
  };
  const field = h("input", { type: "number", class: "field", min: "0", max: String(app.atlas.items.count - 1), step: "1", required: true, placeholder: "row …", title: "Go to an item by its row", "aria-label": `Go to an item by its row, 0 to ${app.atlas.items.count - 1}` });
  const form = h("form", { class: "jump" }, field);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    app.store.set({ selected: Number(field.value) });
    field.value = "";
  });
  const close = h("button", { class: "icon-button", "aria-label": "Close item", title: "Close item", onclick: () => app.store.set({ selected: null }) }, icon("close"));
  const show = (): void => {
    const { selected, selection } = app.store.get();
    title.textContent = selected === null ? "Item" : `Item ${count(selected)}`;
    close.hidden = selected === null;
    const at = selected === null ? -1 : selection.indexOf(selected);
    where.textContent = selection.length === 0 ? "" : at < 0 ? `Steps go through the ${count(selection.length)} selected` : `${count(at + 1)} of ${count(selection.length)} selected`;
  };
  app.store.watch((s) => s.selected, show);
  app.store.watch((s) => s.selection, show);
  return h("div", {}, h("header", {}, title, h("div", { class: "steps-buttons" }, step("Item before", "back", -1), step("Item after", "forward", 1), form, close)), where);
}
