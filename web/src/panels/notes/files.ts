/** Saving the notes as files, and reading them back. */

import { NotesError } from "../../notes/error";
import { type ItemEntry, type NotesFile, readFile, toCsv, toJson } from "../../notes/file";
import { findRows, idsOf } from "../../notes/ids";
import { describe, merge, namedItems } from "../../notes/merge";
import { has, type Rows } from "../../notes/rows";
import { writtenRows } from "../../notes/work";
import type { App } from "../../app";
import { fill, h, icon, toast } from "../../ui/dom";
import type { Desk } from "./desk";

const LARGEST = 256 * 1024 * 1024; // bytes

/** Buttons that save and read, and a line that says what became of it. */
export function filePart(desk: Desk): HTMLElement {
  const { app } = desk;
  const said = h("p", { class: "quiet", role: "status" });
  const attempt = (act: () => Promise<string>) => (): void => {
    fill(said, "Working …");
    act().then((text) => fill(said, text), (error: unknown) => fill(said, `${error instanceof Error ? error.message : String(error)}${error instanceof NotesError ? " Nothing was changed." : ""}`));
  };
  const input = h("input", { type: "file", accept: ".csv,.json,text/csv,application/json", "aria-label": "Notes to read", tabIndex: -1, class: "unseen" });
  const read = attempt(async () => {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return "";
    if (file.size > LARGEST) throw new NotesError("This file has more than 256 MiB; it cannot be read here.");
    return readInto(desk, readFile(await file.text()));
  });
  input.addEventListener("change", read);
  const button = (text: string, title: string, act: () => void) => h("button", { class: "button", title, onclick: act }, text);
  return h(
    "div",
    { class: "files" },
    h("h3", {}, "Files"),
    h(
      "div",
      { class: "buttons" },
      button("Save CSV", "A table of the items with tags or notes, for spreadsheets and pandas", attempt(() => saveCsv(app))),
      button("Save JSON", "All of it: items, selections, places and views", attempt(() => saveJson(app))),
      h("button", { class: "button", title: "Adds the notes of a CSV or JSON file to yours", onclick: () => input.click() }, icon("file"), "Read a file"),
      input,
    ),
    said,
  );
}

async function saveCsv(app: App): Promise<string> {
  const items = await itemEntries(app);
  if (items.length === 0) return "No item has a tag or a note yet.";
  save(app, "csv", "text/csv", toCsv(items));
  return `Saved ${items.length} ${items.length === 1 ? "item" : "items"} as CSV.`;
}

async function saveJson(app: App): Promise<string> {
  const { kept } = app.store.get().work;
  const { name, model } = app.atlas;
  const items = await itemEntries(app);
  const selections = [];
  for (const entry of kept) if (entry.kind === "selection") selections.push({ name: entry.name, note: entry.note, items: await itemNames(app, entry.rows) });
  const places = kept.flatMap((entry) => (entry.kind === "place" ? { name: entry.name, note: entry.note, at: entry.at } : []));
  const views = kept.flatMap((entry) => (entry.kind === "view" ? { name: entry.name, note: entry.note, address: entry.address } : []));
  save(app, "json", "application/json", toJson({ atlas: { name, data_fingerprint: model.fingerprint, weights: model.weights }, items, selections, places, views }));
  return `Saved notes on ${items.length} ${items.length === 1 ? "item" : "items"} and ${kept.length} named ${kept.length === 1 ? "thing" : "things"} as JSON.`;
}

const idOf = (app: App) => async (row: number): Promise<string> => (await app.items.text(row)).id;

async function itemNames(app: App, rows: Rows): Promise<{ id: string; row: number }[]> {
  return (await idsOf(rows, idOf(app))).map((id, i) => ({ id, row: rows[i] }));
}

/** The items that carry a tag or a note, with what they carry. */
async function itemEntries(app: App): Promise<readonly ItemEntry[]> {
  const { work } = app.store.get();
  const label = app.attributes.find(({ key }) => key === "label");
  const named = await itemNames(app, writtenRows(work));
  return named.map(({ id, row }) => ({
    id,
    row,
    tags: work.tags.filter((tag) => has(tag.rows, row)).map((tag) => tag.name),
    note: work.notes.get(row) ?? "",
    label: label ? label.categories[label.codes[row]] : null,
  }));
}

async function readInto(desk: Desk, file: NotesFile): Promise<string> {
  const { app } = desk;
  const rows = await findRows(namedItems(file), app.atlas.items.count, idOf(app));
  const { work, report } = merge(app.store.get().work, file, (id) => rows.get(id));
  app.store.set({ work });
  return describe(report);
}

function save(app: App, ending: string, type: string, text: string): void {
  const stem = app.atlas.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "atlas";
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: `${stem}-notes.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  toast("Saved.");
}
