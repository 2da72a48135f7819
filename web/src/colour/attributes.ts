/** What points can be coloured and filtered by: the label, clusters, and every factor cut into bins. */

import type { Atlas, Clustering, Factor } from "../atlas/format";
import type { Columns } from "../atlas/load";
import { short } from "../ui/number";
import type { Theme } from "../ui/theme";
import { type Colour, classColours, NEUTRAL, ramp } from "./palette";

export const BINS = 16;
/** Opacity, of 255, of what is not selected while something is. */
export const FAINT = 56;

export interface Attribute {
  /** "label", "cluster:NAME" or "factor:NAME". */
  readonly key: string;
  readonly title: string;
  readonly kind: "label" | "factor";
  /** How it was made, where that is not plain. */
  readonly note?: string;
  /** Names of the categories that the legend shows and filters. */
  readonly categories: readonly string[];
  /** Category of every item. */
  readonly codes: Uint16Array;
  /** Items in each category. */
  readonly counts: readonly number[];
  /** Colour of each category. */
  readonly colours: (theme: Theme) => readonly Colour[];
}

/** All attributes of an atlas, labels first; clusterings that found nothing are left out. */
export function attributesOf(atlas: Atlas, columns: Columns): readonly Attribute[] {
  const attributes: Attribute[] = [];
  if (atlas.items.labels !== null && columns.labels !== null) attributes.push(labelAttribute(atlas.items.labels, columns.labels));
  const { factors, clusters } = atlas.items;
  clusters.forEach((found, i) => found.count > 0 && columns.clusters && attributes.push(clusterAttribute(found, columns.clusters, i, clusters.length)));
  factors.forEach((factor, i) => columns.factors && attributes.push(factorAttribute(factor, columns.factors, i, factors.length)));
  return attributes;
}

/** The attribute of the labels: `labels` holds `width` columns row by row, of which `column` is the one. */
export function labelAttribute(names: readonly string[], labels: Int32Array, column = 0, width = 1): Attribute {
  const codes = new Uint16Array(labels.length / width);
  const counts = new Array<number>(names.length + 1).fill(0);
  for (let row = 0; row < codes.length; row++) {
    const label = labels[row * width + column];
    codes[row] = label >= 0 && label < names.length ? label : names.length;
    counts[codes[row]]++;
  }
  const categories = counts[names.length] > 0 ? [...names, "no label"] : names;
  return { key: "label", title: "Label", kind: "label", categories, codes, counts, colours: (theme) => [...classColours(names.length, theme), NEUTRAL[theme]] };
}

function clusterAttribute({ name, count, protocol }: Clustering, clusters: Int32Array, column: number, width: number): Attribute {
  const names = Array.from({ length: count }, (_, i) => `cluster ${i}`);
  const { key: _, categories, ...rest } = labelAttribute(names, clusters, column, width);
  return { ...rest, key: `cluster:${name}`, title: name, note: protocol, categories: categories.map((category, i) => (i < count ? category : "noise")) };
}

function factorAttribute({ name, min, max }: Factor, values: Float32Array, column: number, width: number): Attribute {
  const n = values.length / width;
  const step = (max - min || 1) / BINS;
  const codes = new Uint16Array(n);
  const counts = new Array<number>(BINS).fill(0);
  for (let row = 0; row < n; row++) {
    const bin = Math.floor((values[row * width + column] - min) / step);
    codes[row] = bin > 0 ? Math.min(bin, BINS - 1) : 0;
    counts[codes[row]]++;
  }
  const categories = counts.map((_, bin) => `${short(min + bin * step, 3)} to ${short(min + (bin + 1) * step, 3)}`);
  return { key: `factor:${name}`, title: name, kind: "factor", categories, codes, counts, colours: (theme) => counts.map((_, bin) => ramp(bin / (BINS - 1), theme)) };
}

/** 1 for every item that no filter hides. */
export function visibleMask(count: number, attributes: readonly Attribute[], hidden: Readonly<Record<string, readonly number[]>>): Uint8Array {
  const mask = new Uint8Array(count).fill(1);
  for (const { key, codes, categories } of attributes) {
    const off = hidden[key];
    if (!off) continue;
    const shown = new Uint8Array(categories.length).fill(1);
    for (const category of off) shown[category] = 0;
    for (let row = 0; row < count; row++) mask[row] &= shown[codes[row]];
  }
  return mask;
}

/** RGBA of the items in `order`; hidden ones are transparent, and those outside a selection (`chosen` not null) are faint and grey. */
export function fillColours(order: Uint32Array, mask: Uint8Array, attribute: Attribute | null, theme: Theme, chosen: Uint8Array | null = null): Uint8Array {
  const colours = attribute ? attribute.colours(theme) : [NEUTRAL[theme]];
  const packed = new Uint32Array(colours.length);
  const bytes = new Uint8Array(packed.buffer);
  colours.forEach((colour, i) => bytes.set([...colour, 255], 4 * i));
  const [faint] = new Uint32Array(Uint8Array.of(...NEUTRAL[theme], FAINT).buffer);
  const filled = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    if (mask[row] !== 0) filled[i] = chosen === null || chosen[row] !== 0 ? packed[attribute ? attribute.codes[row] : 0] : faint;
  }
  return new Uint8Array(filled.buffer);
}

/** A fixed shuffle of 0…n−1: any prefix is a fair sample, and no class lies on top of the others. */
export function shuffled(n: number): Uint32Array {
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let seed = 0x9e3779b9;
  for (let i = n - 1; i > 0; i--) {
    // xorshift32 (Marsaglia 2003)
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    const j = (seed >>> 0) % (i + 1);
    const other = order[j];
    order[j] = order[i];
    order[i] = other;
  }
  return order;
}
