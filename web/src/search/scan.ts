/** Goes through the texts of all items, file by file, with few files in memory at a time. */

import { type Chunk, type ItemHit, matchChunk } from "./query";

const AHEAD = 4; // files that are fetched at the same time

export interface Source {
  readonly count: number;
  /** Items in a file. */
  readonly chunk: number;
  readonly fields: readonly string[];
  load(chunk: number): Promise<Chunk>;
}

export interface Progress {
  /** Items searched so far, counted from the first. */
  readonly searched: number;
  readonly hits: readonly ItemHit[];
  /** The row to go on from when `most` hits were found; null while searching, and at the end. */
  readonly next: number | null;
  readonly done: boolean;
}

/**
 * Looks for items whose texts hold every word, from a row on, until `most` are found. `report` hears after every file; nothing
 * more is fetched or reported once the signal is aborted. Throws what `load` throws.
 */
export async function scan(source: Source, words: readonly string[], from: number, most: number, signal: AbortSignal, report: (progress: Progress) => void): Promise<void> {
  const { count, chunk: size, fields } = source;
  const chunks = Math.ceil(count / size);
  const coming: Promise<Chunk>[] = [];
  const hits: ItemHit[] = [];
  let asked = Math.floor(from / size);
  for (let at = asked; at < chunks; at++) {
    while (asked < chunks && coming.length < AHEAD) {
      const promise = source.load(asked++);
      promise.catch(() => {}); // whoever waits for it hears of it; nobody waits after an abort
      coming.push(promise);
    }
    const chunk = await (coming.shift() as Promise<Chunk>);
    if (signal.aborted) return;
    const begin = at * size;
    hits.push(...matchChunk(chunk, begin, Math.max(0, from - begin), fields, words, most - hits.length));
    const end = Math.min(count, begin + size);
    const full = hits.length === most;
    const searched = full ? hits[most - 1].row + 1 : end;
    report({ searched, hits: [...hits], next: full && searched < count ? searched : null, done: full || end === count });
    if (full) return;
  }
}
