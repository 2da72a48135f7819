/** The lists of the notes panel: all tags, and everything that has a name. */

import type { AtlasMap } from "../../map/map";
import { toMap, toWorld, WORLD } from "../../geometry/world";
import { TAG } from "../../notes/attribute";
import { addTag, discard, type Kept, keep, removeTag, rename, renameTag, type Tag, tagNames } from "../../notes/work";
import { fill, h, icon } from "../../ui/dom";
import { count, fixed } from "../../ui/number";
import { askName, type Desk } from "./desk";
import { swatch } from "./tagging";

/** All tags: how many items carry each; a click chooses them. */
export function tagList(desk: Desk): HTMLElement {
  const { store } = desk.app;
  const list = h("ul", { class: "kept-list" });
  const colour = h("button", { class: "link", onclick: () => store.set({ colouring: TAG }) }, "Colour the map by tags");
  const options = h("datalist", { id: "known-tags" });
  const part = h("div", { class: "tag-list" }, h("header", {}, h("h3", {}, "Tags"), colour), list, options);
  const draw = (): void => {
    const { tags } = store.get().work;
    part.hidden = tags.length === 0;
    fill(options, ...tags.map(({ name }) => h("option", { value: name })));
    fill(list, ...tags.map((tag, i) => tagRow(desk, tag, i)));
  };
  store.watch((s) => s.work.tags, draw);
  store.watch((s) => s.theme, draw);
  store.watch((s) => s.colouring, (colouring) => (colour.hidden = colouring === TAG));
  return part;
}

function tagRow(desk: Desk, { name, rows }: Tag, index: number): HTMLElement {
  const { store } = desk.app;
  const change = (): void => askOneTag(desk, name);
  const remove = (): void => desk.takeAway(`Deleted the tag “${name}”. `, (work) => removeTag(work, name, rows), (work) => addTag(work, name, rows));
  const choose = (): void => store.set({ selection: [...rows], ...(rows.length === 1 ? { selected: rows[0] } : {}) });
  return entry(name, `Choose the items with the tag ${name}`, swatch(desk, index), count(rows.length), "", choose, change, remove);
}

function askOneTag(desk: Desk, from: string): void {
  const field = h("input", { type: "text", class: "field", "aria-label": `New name of the tag ${from}`, value: from, maxlength: "60" });
  const submit = (event: Event): void => {
    event.preventDefault();
    const [to] = tagNames(field.value);
    fill(desk.form);
    if (to !== undefined) desk.change((work) => renameTag(work, from, to));
  };
  fill(desk.form, h("form", { class: "inline", onsubmit: submit, onkeydown: (event: KeyboardEvent) => event.key === "Escape" && fill(desk.form) }, field, h("button", { class: "button strong", type: "submit" }, "Rename")));
  field.focus();
  field.select();
}

const KINDS: Readonly<Record<Kept["kind"], string>> = { place: "Places", view: "Views", selection: "Selections" };

/** Everything that has a name, by kind; a click goes there. */
export function keptList(desk: Desk, map: AtlasMap): HTMLElement {
  const part = h("div", {});
  desk.app.store.watch((s) => s.work.kept, (kept) => {
    const kinds = (Object.keys(KINDS) as Kept["kind"][]).filter((kind) => kept.some((one) => one.kind === kind));
    fill(part, ...kinds.flatMap((kind) => [h("h3", {}, KINDS[kind]), h("ul", { class: "kept-list" }, ...kept.filter((one) => one.kind === kind).map((one) => keptRow(desk, map, one)))]));
  });
  return part;
}

function keptRow(desk: Desk, map: AtlasMap, kept: Kept): HTMLElement {
  const change = (): void => askName(desk, `Rename “${kept.name}”`, kept, (name, note) => desk.change((work) => rename(work, kept, name, note)));
  const remove = (): void => {
    const index = desk.app.store.get().work.kept.indexOf(kept);
    desk.takeAway(`Deleted “${kept.name}”. `, (work) => discard(work, kept), (work) => keep(work, kept, index));
  };
  return entry(kept.name, `Go to ${kept.name}`, icon(kept.kind), detail(kept), kept.note, () => goTo(desk, map, kept), change, remove);
}

function detail(kept: Kept): string {
  if (kept.kind === "place") return kept.at.map((value) => fixed(value, 2)).join(", ");
  return kept.kind === "selection" ? `${count(kept.rows.length)} ${kept.rows.length === 1 ? "item" : "items"}` : "";
}

/** Shows what has a name. */
function goTo({ app }: Desk, map: AtlasMap, kept: Kept): void {
  if (kept.kind === "view") location.hash = kept.address;
  else if (kept.kind === "selection") app.store.set({ selection: [...kept.rows] });
  else {
    // a file can name a place far from the map; the map goes no further than this
    const [x, y] = toWorld(app.atlas.bounds, kept.at).map((at) => Math.min(1.5 * WORLD, Math.max(-0.5 * WORLD, at)));
    app.store.set({ probe: toMap(app.atlas.bounds, [x, y]) });
    map.glide({ ...map.view, x, y });
  }
}

function entry(name: string, does: string, mark: Element, detail: string, note: string, open: () => void, change: () => void, remove: () => void): HTMLElement {
  return h(
    "li",
    { class: "kept" },
    h("button", { class: "kept-name", title: does, onclick: open }, mark, h("span", { class: "entry-name" }, name), detail === "" ? null : h("span", { class: "entry-count" }, detail)),
    h("button", { class: "icon-button small", "aria-label": `Rename ${name}`, title: "Rename", onclick: change }, icon("edit")),
    h("button", { class: "icon-button small", "aria-label": `Delete ${name}`, title: "Delete", onclick: remove }, icon("bin")),
    note === "" ? null : h("p", { class: "kept-note quiet" }, note),
  );
}
