/**
 * Comma-separated values after RFC 4180, and cells that a spreadsheet does not take for formulas.
 *
 * A spreadsheet runs a cell that starts with one of `= + - @`, a tab or a line end, quoted or not. `guard` puts an apostrophe
 * before such a text; before apostrophes that stand before such a character, too, so that `unguard` gives every text back.
 */

import { NotesError } from "./error";

const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/; // the last four: the same signs in full width
const GUARDED = /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const DIVIDERS = [",", ";", "\t"] as const;

/** A text that no spreadsheet runs. */
export function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text before `guard`. */
export function unguard(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

/** Lines of cells as a file. Each line, the last one too, ends with CR LF. */
export function writeCsv(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(quote).join(",")}\r\n`).join("");
}

function quote(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * The lines of a file; empty ones are left out. Cells are divided by commas, semicolons or tabs: by whichever the first line
 * has most of, since spreadsheets write what their country uses. Throws `NotesError` with the line where a quote is wrong.
 */
export function parseCsv(text: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const divider = DIVIDERS.toSorted((a, b) => head.split(b).length - head.split(a).length)[0];
  const lines: { line: number; cells: string[] }[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const begun = line;
    const cells: string[] = [];
    for (let more = true; more; ) {
      const { cell, end } = text[at] === '"' ? quoted(text, at, line) : plain(text, at, divider);
      line += text.slice(at, end).match(/\r\n|\r|\n/g)?.length ?? 0;
      cells.push(cell);
      more = text[end] === divider;
      if (!more && end < text.length && text[end] !== "\r" && text[end] !== "\n") throw new NotesError(`Line ${line} of this file has text after a closing quote.`);
      at = end + (more ? 1 : 0);
    }
    if (text.startsWith("\r\n", at)) at += 2;
    else at += 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== "") lines.push({ line: begun, cells });
  }
  return lines;
}

function plain(text: string, start: number, divider: string): { cell: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== divider && text[end] !== "\r" && text[end] !== "\n") end++;
  return { cell: text.slice(start, end), end };
}

function quoted(text: string, start: number, line: number): { cell: string; end: number } {
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) throw new NotesError(`The quote that is opened in line ${line} of this file is never closed.`);
  return { cell: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
}
