/** Sets of items as ascending row numbers, and as short text. */

export type Rows = ArrayLike<number>;

/** Rows that are in one set or in both. */
export function union(a: Rows, b: Rows): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  let [i, j, n] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const next = j >= b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
    if (i < a.length && a[i] === next) i++;
    if (j < b.length && b[j] === next) j++;
    merged[n++] = next;
  }
  return merged.slice(0, n);
}

/** Rows of `a` that are not in `b`. */
export function difference(a: Rows, b: Rows): Uint32Array {
  return keepIf(a, b, false);
}

/** Rows that are in both sets. */
export function intersection(a: Rows, b: Rows): Uint32Array {
  return keepIf(a, b, true);
}

function keepIf(a: Rows, b: Rows, inBoth: boolean): Uint32Array {
  const kept = new Uint32Array(a.length);
  let [j, n] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    while (j < b.length && b[j] < a[i]) j++;
    if ((j < b.length && b[j] === a[i]) === inBoth) kept[n++] = a[i];
  }
  return kept.slice(0, n);
}

/** Whether a row is in the set. */
export function has(rows: Rows, row: number): boolean {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low < rows.length && rows[low] === row;
}

/** Any row numbers as a set. */
export function toRows(numbers: Iterable<number>): Uint32Array {
  const sorted = Uint32Array.from(numbers).sort();
  return sorted.filter((row, i) => i === 0 || row !== sorted[i - 1]);
}

/** A set as text: `0-5,8` for 0, 1, 2, 3, 4, 5 and 8. Neighbours on the map are neighbours in the table, so ranges are long. */
export function toRanges(rows: Rows): string {
  const parts: string[] = [];
  for (let start = 0; start < rows.length; ) {
    let end = start;
    while (end + 1 < rows.length && rows[end + 1] === rows[end] + 1) end++;
    parts.push(end === start ? String(rows[start]) : `${rows[start]}-${rows[end]}`);
    start = end + 1;
  }
  return parts.join(",");
}

/** The set that a text describes; null unless it is one of rows below `count`, ascending. */
export function fromRanges(text: string, count: number): Uint32Array | null {
  if (text === "") return new Uint32Array();
  const ranges: [number, number][] = [];
  let size = 0;
  for (const part of text.split(",")) {
    const found = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(part);
    if (!found) return null;
    const [first, last] = [Number(found[1]), Number(found[2] ?? found[1])];
    if (last < first || last >= count || first <= (ranges.at(-1)?.[1] ?? -1)) return null;
    ranges.push([first, last]);
    size += last - first + 1;
  }
  const rows = new Uint32Array(size);
  let n = 0;
  for (const [first, last] of ranges) for (let row = first; row <= last; row++) rows[n++] = row;
  return rows;
}
