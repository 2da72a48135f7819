/** Finds items by row, id and text, and categories by name. */

import type { App } from "../app";
import { loadBytes, loadJson } from "../atlas/load";
import { css } from "../colour/palette";
import { type CategoryHit, type Chunk, matchCategories, numberOf, wordsOf } from "../search/query";
import { type Progress, scan, type Source } from "../search/scan";
import { soloCategory } from "../state/state";
import { fill, h, icon, isForPage, toast } from "../ui/dom";
import { count } from "../ui/number";
import { pictureClass } from "../ui/picture";
import type { Panel } from "./registry";
import { attachCombobox } from "./search-keys";

const MOST = 24; // items that are listed before one asks for more
const PAUSE = 200; // ms without a key before texts are searched

export const search: Panel = {
  id: "search",
  place: "bar",
  keys: { aim: "Find your way on the page", keys: [["/", "search items by id, label or text"]] },
  create(app) {
    const input = h("input", { type: "search", class: "search-input", placeholder: "Search", autocomplete: "off", spellcheck: "false", title: "Row, id, label, or words in the metadata (/)", "aria-label": "Search items by row, id, label or words in the metadata" });
    const list = h("div", { class: "search-list", id: "search-list", role: "listbox", "aria-label": "Found" });
    const status = h("p", { class: "search-status quiet", role: "status" });
    const box = h("div", { class: "card search-box", hidden: true }, list, status);
    const combobox = attachCombobox(input, list, box);
    const look = searcher(app, list, status, combobox.close);
    input.addEventListener("input", () => {
      combobox.open(input.value.trim() !== "");
      look(input.value);
    });
    // the button in the status is gone once it was pressed
    status.addEventListener("click", () => input.focus());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || !isForPage(event)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    return h("div", { class: "search", role: "search" }, h("label", { class: "search-field" }, icon("search"), input), box);
  },
};

/** A function that looks for what it is given and lists what it finds; a new call ends the one before. */
function searcher(app: App, list: HTMLElement, status: HTMLElement, close: () => void): (query: string) => void {
  const { items } = app.atlas;
  const source: Source = { count: items.count, chunk: items.chunk, fields: items.metadata, load: async (chunk) => (await loadJson(`items/${chunk}.json`)) as Chunk };
  const rowOfId = idFinder(app);
  let running = new AbortController();
  let timer = 0;

  const goTo = (row: number): void => {
    close();
    app.store.set({ selected: row, tool: "item" });
  };
  const showOnly = ({ attribute, category }: CategoryHit): void => {
    close();
    const { hidden } = app.store.get();
    const only = { ...hidden, [attribute.key]: [] };
    app.store.set({ colouring: attribute.key, hidden: soloCategory(only, attribute.key, category, attribute.categories.length) });
    toast(`Only ${attribute.categories[category]} is shown. “Show all” in the legend brings the others back.`, 5);
  };

  return (query) => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    clearTimeout(timer);
    const number = numberOf(query);
    const row = number !== null && number < items.count ? number : null;
    const categories = matchCategories(query, app.attributes);
    const shown = new Set<number>();
    const add = (found: number, field: string, value: string, place: "prepend" | "append"): void => {
      if (shown.has(found)) return;
      shown.add(found);
      list[place](itemEntry(app, found, field, value, goTo));
    };
    fill(list, ...categories.map((hit) => categoryEntry(app, hit, showOnly)));
    fill(status);
    if (row !== null) add(row, "row", String(row), "prepend");
    if (number !== null)
      rowOfId(number).then((found) => !signal.aborted && found !== null && add(found, "id", String(number), "prepend"), (error: unknown) => complain(status, error, signal));
    const words = wordsOf(query);
    if (words.length === 0) return fill(status, query.trim() === "" || list.childElementCount > 0 ? null : "Texts are searched from two letters on.");
    const go = (from: number): void => {
      let listed = 0;
      status.textContent = "Searching …";
      const report = (progress: Progress): void => {
        for (const { row: found, field, value } of progress.hits.slice(listed)) add(found, field, value, "append");
        listed = progress.hits.length;
        tell(status, progress, items.count, list.childElementCount, go);
      };
      scan(source, words, from, MOST, signal, report).catch((error: unknown) => complain(status, error, signal));
    };
    timer = window.setTimeout(() => go(0), PAUSE);
  };
}

/** The row of a numeric id, by a table that is fetched when it is first needed; null without one. */
function idFinder(app: App): (id: number) => Promise<number | null> {
  let table: Promise<Int32Array> | null = null;
  return async (id) => {
    if (!app.atlas.items.ids) return null;
    table ??= loadBytes("ids.i32", app.atlas.items.count * 4).then((bytes) => new Int32Array(bytes));
    const row = (await table).indexOf(id);
    return row < 0 ? null : row;
  };
}

function tell(status: HTMLElement, { searched, done, next }: Progress, total: number, listed: number, go: (from: number) => void): void {
  const share = `${count(searched)} of ${count(total)} items searched`;
  if (!done) return fill(status, `${share} …`);
  if (next !== null) return fill(status, `${share}. `, h("button", { class: "link", onclick: () => go(next) }, "Search on"));
  fill(status, listed === 0 ? `Nothing found in ${count(total)} items.` : `All ${count(total)} items searched.`);
}

function complain(status: HTMLElement, error: unknown, signal: AbortSignal): void {
  if (!signal.aborted) status.textContent = error instanceof Error ? error.message : String(error);
}

function itemEntry(app: App, row: number, field: string, value: string, goTo: (row: number) => void): HTMLElement {
  const canvas = h("canvas", { class: `${pictureClass(app.atlas)} search-picture` });
  app.items.drawThumbnail(row, canvas).catch((error: Error) => toast(error.message, 8));
  const detail = field === "row" ? "by its row" : `${field}: ${value}`;
  return h("div", { class: "search-entry", role: "option", "data-row": String(row), onclick: () => goTo(row) }, canvas, h("span", { class: "search-name" }, `Item ${count(row)}`), h("span", { class: "search-detail", title: detail }, detail));
}

function categoryEntry(app: App, hit: CategoryHit, showOnly: (hit: CategoryHit) => void): HTMLElement {
  const { attribute, category } = hit;
  const swatch = h("span", { class: "swatch" });
  swatch.style.backgroundColor = css(attribute.colours(app.store.get().theme)[category]);
  return h("div", { class: "search-entry", role: "option", onclick: () => showOnly(hit) }, h("span", { class: "search-picture" }, swatch), h("span", { class: "search-name" }, `Show only ${attribute.categories[category]}`), h("span", { class: "search-detail" }, `${attribute.title}, ${count(attribute.counts[category])} items`));
}
