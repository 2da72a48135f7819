/** Tags and a note on the selected item, and tags on the items that were chosen together. */

import { FIRST, TAG } from "../../notes/attribute";
import { intersection, type Rows } from "../../notes/rows";
import { addTag, freshName, keep, removeTag, tagNames, writeNote } from "../../notes/work";
import { css, NEUTRAL } from "../../colour/palette";
import { fill, h, icon } from "../../ui/dom";
import { count } from "../../ui/number";
import { askName, type Desk } from "./desk";

/** The part for the selected item. */
export function itemPart(desk: Desk): HTMLElement {
  const { store } = desk.app;
  const rows = (): Rows => (store.get().selected === null ? [] : [store.get().selected as number]);
  const title = h("h2", {});
  const note = h("textarea", { class: "field", placeholder: "Note on this item", rows: 2 });
  note.addEventListener("input", () => {
    const { selected } = store.get();
    if (selected !== null) desk.change((work) => writeNote(work, selected, note.value));
  });
  const part = h("div", { class: "written" }, title, tagger(desk, rows, "the item"), note);
  const show = (): void => {
    const { selected, work } = store.get();
    part.hidden = selected === null;
    if (selected === null) return;
    title.textContent = `Item ${count(selected)}`;
    note.setAttribute("aria-label", `Note on item ${selected}`);
    const text = work.notes.get(selected) ?? "";
    if (note.value !== text) note.value = text;
  };
  store.watch((s) => s.selected, show);
  store.watch((s) => s.work.notes, show);
  return part;
}

/** The part for the items that were chosen together. */
export function selectionPart(desk: Desk): HTMLElement {
  const { store } = desk.app;
  const title = h("h2", {});
  const keepIt = (): void => {
    const rows = Uint32Array.from(store.get().selection);
    askName(desk, "Keep this selection", { name: freshName(store.get().work, "selection"), note: "" }, (name, note) => desk.change((work) => keep(work, { kind: "selection", name, note, rows })));
  };
  const part = h("div", { class: "written" }, h("header", {}, title, h("button", { class: "link", onclick: keepIt }, "Keep it")), tagger(desk, () => store.get().selection, "the selection"));
  store.watch((s) => s.selection, (selection) => {
    part.hidden = selection.length === 0;
    title.textContent = `Selection of ${count(selection.length)} ${selection.length === 1 ? "item" : "items"}`;
  });
  return part;
}

/** Chips for the tags of some items, and a field that adds more. */
function tagger(desk: Desk, rows: () => Rows, whose: string): HTMLElement {
  const { app } = desk;
  const chips = h("ul", { class: "chips", "aria-label": `Tags of ${whose}` });
  const field = h("input", { type: "text", class: "field", placeholder: "Add a tag", "aria-label": `Add a tag to ${whose}`, list: "known-tags", maxlength: "60", autocomplete: "off" });
  const add = (event: Event): void => {
    event.preventDefault();
    const names = tagNames(field.value);
    field.value = "";
    desk.change((work) => names.reduce((tagged, name) => addTag(tagged, name, rows()), work));
  };
  const draw = (): void => fill(chips, ...tagsOf(desk, rows()));
  app.store.watch((s) => s.work.tags, draw);
  app.store.watch((s) => s.selected, draw);
  app.store.watch((s) => s.selection, draw);
  app.store.watch((s) => s.theme, draw);
  return h("div", {}, chips, h("form", { class: "inline", onsubmit: add }, field, h("button", { class: "button", type: "submit" }, "Add")));
}

function tagsOf(desk: Desk, rows: Rows): HTMLElement[] {
  return desk.app.store.get().work.tags.flatMap(({ name, rows: tagged }, i) => {
    const carriers = intersection(tagged, rows);
    if (carriers.length === 0) return [];
    const off = (): void => desk.takeAway(`Took “${name}” off ${count(carriers.length)} ${carriers.length === 1 ? "item" : "items"}. `, (work) => removeTag(work, name, carriers), (work) => addTag(work, name, carriers));
    const share = carriers.length === rows.length ? null : h("span", { class: "quiet" }, `${count(carriers.length)} of ${count(rows.length)}`);
    return h("li", { class: "chip" }, swatch(desk, i), h("span", { class: "chip-name" }, name), share, h("button", { class: "chip-off", "aria-label": `Take the tag ${name} off`, title: "Take this tag off", onclick: off }, icon("close")));
  });
}

/** The colour of a tag on the map, by its place among the tags. */
export function swatch({ app }: Desk, index: number): HTMLElement {
  const { theme } = app.store.get();
  const colours = app.attributes.find(({ key }) => key === TAG)?.colours(theme);
  const dot = h("span", { class: "swatch" });
  dot.style.backgroundColor = css(colours?.[FIRST + index] ?? NEUTRAL[theme]);
  return dot;
}
