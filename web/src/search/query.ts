/** What a query means: a row, the name of a category, words in what is known of items. */

import type { Attribute } from "../colour/attributes";

/** A category whose name matches. */
export interface CategoryHit { readonly attribute: Attribute; readonly category: number }
/** An item, and the field in which the words were found. */
export interface ItemHit { readonly row: number; readonly field: string; readonly value: string }

const MOST_CATEGORIES = 6;
/** Shorter words are in nearly everything. */
export const SHORTEST = 2;

/** Lower case, without accents, so that "Durer" finds "Dürer". */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words of a query, folded; none when it is too short to search texts with. */
export function wordsOf(query: string): readonly string[] {
  const words = fold(query).split(/\s+/).filter((word) => word !== "");
  return words.join("").length < SHORTEST ? [] : words;
}

/** The number that a query is, or null. */
export function numberOf(query: string): number | null {
  return /^\d{1,15}$/.test(query.trim()) ? Number(query.trim()) : null;
}

/** Categories whose names are the query, alone or after their attribute's title ("label 4"), then those that begin with it, then those that contain it. */
export function matchCategories(query: string, attributes: readonly Attribute[]): readonly CategoryHit[] {
  const wanted = fold(query.trim());
  if (wanted === "") return [];
  const graded = attributes
    .filter(({ kind }) => kind === "label")
    .flatMap((attribute) => attribute.categories.map((name, category) => ({ attribute, category, grade: Math.min(gradeOf(fold(name), wanted), titled(attribute, name, wanted)) })));
  return graded.filter(({ grade }) => grade < 3).sort((a, b) => a.grade - b.grade).slice(0, MOST_CATEGORIES).map(({ attribute, category }) => ({ attribute, category }));
}

/** 0 when the query is the attribute's title and the name, with a space, a colon or an equals sign between them; 3 otherwise. */
function titled({ title }: Attribute, name: string, wanted: string): number {
  const [first, last] = [fold(title), fold(name)];
  return wanted.startsWith(first) && wanted.endsWith(last) && /^\s*[\s:=]\s*$/.test(wanted.slice(first.length, wanted.length - last.length)) ? 0 : 3;
}

function gradeOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  // a single digit is in the names of too many
  if (wanted.length < SHORTEST) return 3;
  return name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3;
}

/** Whether a folded text holds a word. Of a number as an id, a part means nothing. */
function holds(field: string, text: string): (word: string) => boolean {
  return field === "id" && numberOf(text) !== null ? (word) => word === text : (word) => text.includes(word);
}

/** Ids and texts of consecutive items, as `items/N.json` holds them. */
export interface Chunk { readonly id?: unknown; readonly metadata?: Readonly<Record<string, unknown>> }

/** The items of a chunk, from place `from` in it, whose id and texts together hold every word; `first` is the row of its first item. */
export function matchChunk(chunk: Chunk, first: number, from: number, fields: readonly string[], words: readonly string[], most: number): ItemHit[] {
  const ids = Array.isArray(chunk.id) ? chunk.id : [];
  const columns = fields.map((name) => [name, chunk.metadata?.[name]] as const).filter((entry): entry is readonly [string, unknown[]] => Array.isArray(entry[1]));
  const hits: ItemHit[] = [];
  for (let i = from; i < ids.length && hits.length < most; i++) {
    const texts = [["id", String(ids[i])] as const, ...columns.map(([name, values]) => [name, String(values[i] ?? "")] as const)];
    const found = texts.map(([field, text]) => words.filter(holds(field, fold(text))));
    if (!words.every((word) => found.some((own) => own.includes(word)))) continue;
    // the field that is shown is the one with the most words in it
    const best = found.reduce((at, own, other) => (own.length > found[at].length ? other : at), 0);
    hits.push({ row: first + i, field: texts[best][0], value: texts[best][1] });
  }
  return hits;
}
