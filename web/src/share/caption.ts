/** What stands below a picture of the map: what it shows, and what its colours mean. */

import type { App } from "../app";
import type { Colour } from "../colour/palette";
import { count } from "../ui/number";

export interface Entry { readonly name: string; readonly colour: Colour }
export interface Caption {
  readonly title: string;
  /** Model, data and number of items. */
  readonly subtitle: string;
  /** What points are coloured by; empty for one colour. */
  readonly colouring: string;
  /** Shown categories of a label; the steps of a factor with the names of its two ends. */
  readonly entries: readonly Entry[];
}

/** The caption of what an app shows now. */
export function captionOf({ atlas, attributes, store }: Pick<App, "atlas" | "attributes" | "store">): Caption {
  const { colouring, hidden, theme } = store.get();
  const attribute = attributes.find(({ key }) => key === colouring);
  const off = hidden[colouring] ?? [];
  const colours = attribute?.colours(theme) ?? [];
  const all = attribute?.categories.map((name, i) => ({ name, colour: colours[i], shown: !off.includes(i) })) ?? [];
  const filters = Object.keys(hidden).length > 0 ? ", filtered" : "";
  return {
    title: atlas.name,
    subtitle: `${atlas.model.name} on ${String(atlas.model.data ?? "")} · ${count(atlas.items.count)} items${filters} · ${atlas.projection.axes.join(", ")}`,
    colouring: attribute?.title ?? "",
    entries: all.filter(({ shown }) => shown),
  };
}

/** Places for entries of given widths in lines of a width: x of each, and its line from 0. */
export function flow(widths: readonly number[], width: number): readonly { readonly x: number; readonly line: number }[] {
  let [x, line] = [0, 0];
  return widths.map((own) => {
    if (x > 0 && x + own > width) [x, line] = [0, line + 1];
    const place = { x, line };
    x += own;
    return place;
  });
}
