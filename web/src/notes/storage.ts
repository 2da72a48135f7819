/** Notes in this browser: a text for each atlas in the page's local storage, and memory where there is none. */

import type { Atlas } from "../atlas/format";
import { fromRanges, toRanges } from "./rows";
import { isEmpty, type Kept, NO_WORK, type Work } from "./work";

const VERSION = 1;

/**
 * Under which name the notes on an atlas are kept. Rows are in the order of the map, so another map of the same items is another
 * atlas here; files, which hold ids, carry notes from one to the other.
 */
export function storageKey({ name, model, items, projection, bounds }: Atlas): string {
  return ["latlas-notes", name, model.fingerprint, model.weights, items.count, projection.name, ...bounds].join("|");
}

/** The notes as a text. */
export function encode({ tags, notes, kept }: Work): string {
  return JSON.stringify({
    version: VERSION,
    tags: tags.map(({ name, rows }) => [name, toRanges(rows)]),
    notes: [...notes],
    kept: kept.map((entry) => (entry.kind === "selection" ? { ...entry, rows: toRanges(entry.rows) } : entry)),
  });
}

/** The notes that a text holds, for an atlas of `count` items; null for anything that `encode` did not write. */
export function decode(text: string, count: number): Work | null {
  try {
    const { version, tags, notes, kept } = JSON.parse(text) as { version: unknown; tags: unknown[][]; notes: unknown[][]; kept: Record<string, unknown>[] };
    if (version !== VERSION) return null;
    const isRow = (row: unknown): row is number => Number.isInteger(row) && (row as number) >= 0 && (row as number) < count;
    return {
      tags: tags.map(([name, rows]) => ({ name: asText(name), rows: asRows(rows, count) })),
      notes: new Map(notes.map(([row, note]) => (isRow(row) ? [row, asText(note)] : fail()))),
      kept: kept.map((entry) => readKept(entry, count)),
    };
  } catch {
    return null;
  }
}

function readKept(entry: Record<string, unknown>, count: number): Kept {
  const [name, note] = [asText(entry.name), asText(entry.note)];
  if (entry.kind === "selection") return { kind: "selection", name, note, rows: asRows(entry.rows, count) };
  if (entry.kind === "view") return { kind: "view", name, note, address: asText(entry.address) };
  const at = entry.at as unknown[];
  if (entry.kind !== "place" || at.length !== 2 || !at.every(Number.isFinite)) return fail();
  return { kind: "place", name, note, at: [at[0] as number, at[1] as number] };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : fail();
}

function asRows(value: unknown, count: number): Uint32Array {
  return fromRanges(asText(value), count) ?? fail();
}

function fail(): never {
  throw new TypeError("not what encode writes");
}

/** Where texts are kept; `localStorage` is one. */
export type Drawer = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The notes of an earlier visit. A text that cannot be read is put aside under another name, and never written over. */
export function load(drawer: () => Drawer, key: string, count: number): { readonly work: Work; readonly trouble: string | null } {
  try {
    const text = drawer().getItem(key);
    if (text === null) return { work: NO_WORK, trouble: null };
    const work = decode(text, count);
    if (work !== null) return { work, trouble: null };
    drawer().setItem(`${key}|unreadable`, text);
    return { work: NO_WORK, trouble: "The notes that this browser kept could not be read; they were put aside." };
  } catch (error) {
    return { work: NO_WORK, trouble: explain(error) };
  }
}

/** Keeps the notes. Answers with what went wrong, or null. */
export function save(drawer: () => Drawer, key: string, work: Work): string | null {
  try {
    if (isEmpty(work)) drawer().removeItem(key);
    else drawer().setItem(key, encode(work));
    return null;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): string {
  const why = error instanceof Error && error.name === "QuotaExceededError" ? "its storage is full" : "its storage is switched off";
  return `This browser does not keep your notes: ${why}. They last until you leave the page; save them as a file.`;
}
