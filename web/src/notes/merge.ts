/** Puts the notes of a file to those that are there; doing so twice changes nothing more. */

import type { ItemName, NotesFile } from "./file";
import { toRanges, toRows } from "./rows";
import { addTag, type Kept, keep, rename, type Work } from "./work";

/** What became of a file. */
export interface Report {
  /** Items of the file that are in this atlas, and those that are not; each counted once. */
  readonly items: number;
  readonly missing: number;
  /** Selections, places and views of the file, and selections of which no item is in this atlas. */
  readonly named: number;
  readonly empty: number;
}

/** Every item that a file names, once each. */
export function namedItems(file: NotesFile): readonly ItemName[] {
  const items = new Map<string, ItemName>();
  for (const item of [...file.items, ...file.selections.flatMap((selection) => selection.items)]) if (!items.has(item.id) || item.row !== null) items.set(item.id, item);
  return [...items.values()];
}

/** The notes with those of a file added. `rowOf` gives the row of an id, or undefined for an id that is not in this atlas. */
export function merge(work: Work, file: NotesFile, rowOf: (id: string) => number | undefined): { readonly work: Work; readonly report: Report } {
  const known = (items: readonly ItemName[]) => toRows(items.map(({ id }) => rowOf(id)).filter((row) => row !== undefined));
  const tagged = new Map<string, ItemName[]>();
  const notes = new Map(work.notes);
  for (const item of file.items) {
    for (const tag of item.tags) {
      const members = tagged.get(tag);
      if (members) members.push(item);
      else tagged.set(tag, [item]);
    }
    const row = rowOf(item.id);
    if (row !== undefined && item.note.trim() !== "") notes.set(row, joinNotes(notes.get(row) ?? "", item.note));
  }
  let merged: Work = { ...work, notes };
  for (const [tag, items] of tagged) merged = addTag(merged, tag, known(items));
  const selections = file.selections.map(({ name, note, items }) => ({ kind: "selection", name, note, rows: known(items) }) as const);
  const whole = selections.filter(({ rows }) => rows.length > 0);
  const named: Kept[] = [...whole, ...file.places.map((place) => ({ kind: "place", ...place }) as const), ...file.views.map((view) => ({ kind: "view", ...view }) as const)];
  for (const entry of named) merged = addNamed(merged, entry);
  const all = namedItems(file);
  const items = all.filter(({ id }) => rowOf(id) !== undefined).length;
  return { work: merged, report: { items, missing: all.length - items, named: named.length, empty: selections.length - whole.length } };
}

function addNamed(work: Work, entry: Kept): Work {
  const same = work.kept.find((other) => other.name === entry.name && content(other) === content(entry));
  return same ? rename(work, same, same.name, joinNotes(same.note, entry.note)) : keep(work, entry);
}

/** What a named thing stands for, as a text that is the same for the same thing. */
function content(entry: Kept): string {
  if (entry.kind === "selection") return `selection ${toRanges(entry.rows)}`;
  return entry.kind === "place" ? `place ${entry.at.join(" ")}` : `view ${entry.address}`;
}

/** Both notes, one below the other; one alone where it holds the other. */
export function joinNotes(old: string, added: string): string {
  if (old.includes(added)) return old;
  return added.includes(old) ? added : `${old}\n${added}`;
}

/** A report in a sentence or two. */
export function describe({ items, missing, named, empty }: Report): string {
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  const read = `Read notes on ${count(items, "item", "items")} and ${count(named, "named thing", "named things")}.`;
  const lost = missing === 0 ? "" : ` ${count(missing, "item is", "items are")} not in this atlas and left out.`;
  return read + lost + (empty === 0 ? "" : ` ${count(empty, "selection has", "selections have")} no item in this atlas.`);
}
