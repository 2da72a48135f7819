/**
 * Notes as files. CSV: one line per item, `id,row,tags,note,label`, tags divided by `; `. JSON: everything, as docs/atlas-format.md
 * describes. Items are named by their ids, so that notes outlive a rebuilt atlas; rows and labels are there for the reader.
 */

import type { Point } from "../geometry/world";
import { guard, parseCsv, unguard, writeCsv } from "./csv";
import { NotesError } from "./error";
import { tagNames } from "./work";

export const FORMAT = "latlas notes";
export const VERSION = 1;

/** An item as files name it; the row is null where a file does not say it. */
export interface ItemName { readonly id: string; readonly row: number | null }
export interface ItemEntry extends ItemName { readonly tags: readonly string[]; readonly note: string; readonly label: string | null }
export interface SelectionEntry { readonly name: string; readonly note: string; readonly items: readonly ItemName[] }
export interface PlaceEntry { readonly name: string; readonly note: string; readonly at: Point }
export interface ViewEntry { readonly name: string; readonly note: string; readonly address: string }

export interface NotesFile {
  /** The atlas that the notes are about; null where the file does not say it. */
  readonly atlas: Readonly<Record<string, string>> | null;
  readonly items: readonly ItemEntry[];
  readonly selections: readonly SelectionEntry[];
  readonly places: readonly PlaceEntry[];
  readonly views: readonly ViewEntry[];
}

const COLUMNS = ["id", "row", "tags", "note", "label"] as const;

/** One line per item. */
export function toCsv(items: readonly ItemEntry[]): string {
  const lines = items.map(({ id, row, tags, note, label }) => [id, String(row ?? ""), tags.join("; "), note, label ?? ""].map(guard));
  return writeCsv([[...COLUMNS], ...lines]);
}

/** Everything. */
export function toJson({ atlas, items, selections, places, views }: NotesFile): string {
  const chosen = selections.map(({ name, note, items: members }) => ({ name, note, ids: members.map(({ id }) => id), rows: members.map(({ row }) => row) }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, atlas, items, selections: chosen, places, views }, null, 1)}\n`;
}

/** Reads either kind of file. Throws `NotesError`. */
export function readFile(text: string): NotesFile {
  const plain = text.replace(/^\uFEFF/, "");
  return /^\s*[{[]/.test(plain) ? readJson(plain) : readCsv(plain);
}

function readCsv(text: string): NotesFile {
  const [head, ...lines] = parseCsv(text);
  if (!head?.cells.includes("id")) throw new NotesError("This is no file of notes: its first line names no column “id”. It should be id,row,tags,note,label.");
  if (!head.cells.includes("tags") && !head.cells.includes("note")) throw new NotesError("This file of notes has neither a column “tags” nor a column “note”.");
  const items = lines.map(({ line, cells }) => {
    if (cells.length !== head.cells.length) throw new NotesError(`Line ${line} of this file has ${cells.length} cells, its first line has ${head.cells.length}.`);
    const cell = (column: (typeof COLUMNS)[number]): string | null => {
      const at = head.cells.indexOf(column);
      return at === -1 ? null : unguard(cells[at]);
    };
    return { id: cell("id") ?? "", row: rowOf(cell("row"), line), tags: tagNames(cell("tags") ?? ""), note: cell("note") ?? "", label: cell("label") };
  });
  return { atlas: null, items, selections: [], places: [], views: [] };
}

function rowOf(text: string | null, line: number): number | null {
  if (text === null || text === "") return null;
  if (!/^\d{1,15}$/.test(text)) throw new NotesError(`The row in line ${line} of this file is no whole number: “${text}”.`);
  return Number(text);
}

function readJson(text: string): NotesFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotesError("This file is damaged: it begins like JSON and is none.");
  }
  const root = record(value, "the file");
  if (root.format !== FORMAT) throw new NotesError(`This is no file of notes: “format” is not “${FORMAT}”.`);
  if (root.version !== VERSION) throw new NotesError(`These notes have version ${String(root.version)}; this page reads version ${VERSION}. Use a newer latlas.`);
  return {
    atlas: root.atlas === null || root.atlas === undefined ? null : (record(root.atlas, "atlas") as Readonly<Record<string, string>>),
    items: list(root.items, "items").map((entry, i) => readItem(record(entry, `items[${i}]`), `items[${i}]`)),
    selections: list(root.selections, "selections").map((entry, i) => readSelection(record(entry, `selections[${i}]`), `selections[${i}]`)),
    places: list(root.places, "places").map((entry, i) => readPlace(record(entry, `places[${i}]`), `places[${i}]`)),
    views: list(root.views, "views").map((entry, i) => {
      const view = record(entry, `views[${i}]`);
      return { ...named(view, `views[${i}]`), address: words(view.address, `views[${i}].address`).replace(/^#/, "") };
    }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function readItem(entry: Fields, where: string): ItemEntry {
  const tags = list(entry.tags ?? [], `${where}.tags`).flatMap((tag) => tagNames(words(tag, `${where}.tags`)));
  const label = entry.label === null || entry.label === undefined ? null : words(entry.label, `${where}.label`);
  return { id: words(entry.id, `${where}.id`), row: whole(entry.row, `${where}.row`), tags: [...new Set(tags)], note: words(entry.note ?? "", `${where}.note`), label };
}

function readSelection(entry: Fields, where: string): SelectionEntry {
  const rows = entry.rows === undefined ? [] : list(entry.rows, `${where}.rows`);
  const items = list(entry.ids, `${where}.ids`).map((id, i) => ({ id: words(id, `${where}.ids`), row: whole(rows[i], `${where}.rows`) }));
  return { ...named(entry, where), items };
}

function readPlace(entry: Fields, where: string): PlaceEntry {
  const at = list(entry.at, `${where}.at`);
  if (at.length !== 2 || !at.every(Number.isFinite)) wrong(`${where}.at`, "two numbers");
  return { ...named(entry, where), at: at as unknown as Point };
}

function named(entry: Fields, where: string): { name: string; note: string } {
  return { name: words(entry.name, `${where}.name`), note: words(entry.note ?? "", `${where}.note`) };
}

function record(value: unknown, where: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) wrong(where, "an object");
  return value as Fields;
}

function list(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value) ? value : wrong(where, "a list");
}

function words(value: unknown, where: string): string {
  return typeof value === "string" ? value : wrong(where, "a text");
}

function whole(value: unknown, where: string): number | null {
  if (value === null || value === undefined) return null;
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : wrong(where, "a whole number");
}

function wrong(where: string, needed: string): never {
  throw new NotesError(`These notes are damaged: ${where} is not ${needed}.`);
}
