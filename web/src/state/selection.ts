/** Rows that were chosen together: how selections are combined, and what of them stands in the address. */

import type { AddressField } from "./hash";

/** What a newly found set of rows does to the selection. */
export type Change = "replace" | "add" | "remove";

/** Larger selections are not in the address: it would be too long to pass on. */
export const MOST_IN_ADDRESS = 50;

/** 1 for every one of `rows`, of `count` in all. */
export function marks(rows: readonly number[], count: number): Uint8Array {
  const marked = new Uint8Array(count);
  for (const row of rows) marked[row] = 1;
  return marked;
}

/** Rows that are marked, ascending. */
export function rowsOf(marked: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < marked.length; row++) if (marked[row] !== 0) rows.push(row);
  return rows;
}

/** The selection after `found` was added to it, taken from it, or put in its place. */
export function changed(selection: readonly number[], found: Uint8Array, change: Change): readonly number[] {
  if (change === "replace") return rowsOf(found);
  const marked = marks(selection, found.length);
  for (let row = 0; row < found.length; row++) if (found[row] !== 0) marked[row] = change === "add" ? 1 : 0;
  return rowsOf(marked);
}

/** Everything whose mask is not 0 and that is not selected. */
export function inverted(selection: readonly number[], mask: Uint8Array): readonly number[] {
  const rest = mask.slice();
  for (const row of selection) rest[row] = 0;
  return rowsOf(rest);
}

/** What of a mask is also among `only`; the mask itself for null. */
export function intersection(mask: Uint8Array, only: readonly number[] | null): Uint8Array {
  if (only === null) return mask;
  const both = new Uint8Array(mask.length);
  for (const row of only) both[row] = mask[row];
  return both;
}

/** The row before or after one among the selected rows, or without a selection among those of a mask; it goes round at the ends. */
export function after(selection: readonly number[], mask: Uint8Array, row: number | null, by: 1 | -1): number | null {
  if (selection.length > 0) {
    const next = by === 1 ? selection.find((other) => other > (row ?? -1)) : selection.findLast((other) => other < (row ?? mask.length));
    return next ?? (by === 1 ? selection[0] : selection[selection.length - 1]);
  }
  let at = row ?? (by === 1 ? -1 : mask.length);
  for (let tries = 0; tries < mask.length; tries++) {
    at = (at + by + mask.length) % mask.length;
    if (mask[at] !== 0) return at;
  }
  return row;
}

/** Rows as a link has them: `3.17.40`. */
export function rowsToText(rows: readonly number[]): string {
  return rows.join(".");
}

/** Rows from a link, ascending; null when there is none below `count`. */
export function rowsFromText(text: string | null, count: number): readonly number[] | null {
  const found = (text ?? "").split(".").filter((part) => /^\d{1,9}$/.test(part)).map(Number).filter((row) => row < count);
  const rows = [...new Set(found)].sort((a, b) => a - b);
  return rows.length === 0 ? null : rows;
}

/** Small selections in the address: `select=3.17&only=3.17`. */
export const selectionAddress: AddressField = {
  write: ({ selection, only }) => [
    ...(selection.length > 0 && selection.length <= MOST_IN_ADDRESS ? [["select", rowsToText(selection)] as const] : []),
    ...(only !== null && only.length > 0 && only.length <= MOST_IN_ADDRESS ? [["only", rowsToText(only)] as const] : []),
  ],
  read: (fields, { count }) => ({ selection: rowsFromText(fields.get("select"), count) ?? [], only: rowsFromText(fields.get("only"), count) }),
};
