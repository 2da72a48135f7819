/** What a reader wrote about an atlas, as one value; every change makes another. */

import type { Point } from "../geometry/world";
import { difference, type Rows, union } from "./rows";

export interface Tag {
  readonly name: string;
  /** Rows of the items that carry it, ascending; never empty. */
  readonly rows: Uint32Array;
}

/** Something with a name: items chosen together, a place in map units, or a view as its address (the part after `#`). */
export type Kept = KeptSelection | KeptPlace | KeptView;
export interface KeptSelection { readonly kind: "selection"; readonly name: string; readonly note: string; readonly rows: Uint32Array }
export interface KeptPlace { readonly kind: "place"; readonly name: string; readonly note: string; readonly at: Point }
export interface KeptView { readonly kind: "view"; readonly name: string; readonly note: string; readonly address: string }

export interface Work {
  /** In the order in which they were first used. */
  readonly tags: readonly Tag[];
  /** Notes on items, by row; never empty ones. */
  readonly notes: ReadonlyMap<number, string>;
  readonly kept: readonly Kept[];
}

export const NO_WORK: Work = { tags: [], notes: new Map(), kept: [] };

/** The tags in a text in which commas, semicolons or line ends divide them; each once, without spaces around. */
export function tagNames(text: string): readonly string[] {
  const names = text.split(/[,;\r\n]/).map((name) => name.replace(/\s+/g, " ").trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

/** Puts a tag on items. */
export function addTag(work: Work, name: string, rows: Rows): Work {
  if (rows.length === 0) return work;
  const known = work.tags.some((tag) => tag.name === name);
  const added = (tag: Tag): Tag => (tag.name === name ? { name, rows: union(tag.rows, rows) } : tag);
  return { ...work, tags: known ? work.tags.map(added) : [...work.tags, { name, rows: Uint32Array.from(rows) }] };
}

/** Takes a tag off items; a tag that no item carries any more is gone. */
export function removeTag(work: Work, name: string, rows: Rows): Work {
  const tags = work.tags.map((tag) => (tag.name === name ? { name, rows: difference(tag.rows, rows) } : tag));
  return { ...work, tags: tags.filter((tag) => tag.rows.length > 0) };
}

/** Gives a tag another name; where that is the name of another tag, the two become one. */
export function renameTag(work: Work, from: string, to: string): Work {
  const renamed = work.tags.find(({ name }) => name === from);
  if (!renamed || from === to) return work;
  if (work.tags.some(({ name }) => name === to)) return addTag({ ...work, tags: work.tags.filter((tag) => tag !== renamed) }, to, renamed.rows);
  return { ...work, tags: work.tags.map((tag) => (tag === renamed ? { ...tag, name: to } : tag)) };
}

/** Writes the note on an item; an empty text takes it away. */
export function writeNote(work: Work, row: number, text: string): Work {
  const notes = new Map(work.notes);
  if (text.trim() === "") notes.delete(row);
  else notes.set(row, text);
  return { ...work, notes };
}

/** Adds something named, by default at the end. */
export function keep(work: Work, entry: Kept, index = work.kept.length): Work {
  return { ...work, kept: work.kept.toSpliced(index, 0, entry) };
}

/** Changes the name and the note of something named. */
export function rename(work: Work, entry: Kept, name: string, note: string): Work {
  return { ...work, kept: work.kept.map((other) => (other === entry ? { ...entry, name, note } : other)) };
}

/** Takes something named away. */
export function discard(work: Work, entry: Kept): Work {
  return { ...work, kept: work.kept.filter((other) => other !== entry) };
}

/** A name that is not taken yet: `Place 1`, `Place 2`, … */
export function freshName(work: Work, kind: Kept["kind"]): string {
  const base = kind[0].toUpperCase() + kind.slice(1);
  const taken = new Set(work.kept.map(({ name }) => name));
  let number = 1;
  while (taken.has(`${base} ${number}`)) number++;
  return `${base} ${number}`;
}

/** Whether there is nothing to keep. */
export function isEmpty({ tags, notes, kept }: Work): boolean {
  return tags.length === 0 && notes.size === 0 && kept.length === 0;
}

/** Rows of all items that carry a tag or a note, ascending. */
export function writtenRows({ tags, notes }: Work): Uint32Array {
  const noted = Uint32Array.from(notes.keys()).sort();
  return tags.reduce<Uint32Array>((rows, tag) => union(rows, tag.rows), noted);
}
