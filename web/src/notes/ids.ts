/** Ids of many items, read a few files at a time. */

import type { ItemName } from "./file";
import type { Rows } from "./rows";

const BATCH = 8192; // items that are asked for together

/** What is known of an item besides its columns. */
export type IdOf = (row: number) => Promise<string>;

/** Ids of the items in the given rows. */
export async function idsOf(rows: Rows, idOf: IdOf): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows.length - start) }, (_, i) => idOf(rows[start + i]));
    for (const id of await Promise.all(batch)) ids.push(id);
  }
  return ids;
}

/**
 * The rows of named items in an atlas of `count` items. A row that the file says is tried first; all ids are read only
 * when some item is not where the file says.
 */
export async function findRows(items: readonly ItemName[], count: number, idOf: IdOf): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const hinted = items.filter(({ row }) => row !== null && row < count);
  const there = await idsOf(hinted.map(({ row }) => row as number), idOf);
  hinted.forEach(({ id, row }, i) => there[i] === id && found.set(id, row as number));
  const wanted = new Set(items.map(({ id }) => id).filter((id) => !found.has(id)));
  for (let start = 0; start < count && wanted.size > 0; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - start) }, (_, i) => start + i);
    (await idsOf(rows, idOf)).forEach((id, i) => wanted.delete(id) && found.set(id, rows[i]));
  }
  return found;
}
