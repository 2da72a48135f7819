/** What the page shows, as one value; what a link should restore is also in the address (see hash.ts). */

import type { Corners, PathKind } from "../geometry/paths";
import type { Point, View } from "../geometry/world";
import type { Work } from "../notes/work";
import type { Theme } from "../ui/theme";
import type { AttributesState } from "./attributes";
import type { ItemState } from "./item";

/** Hidden categories of each attribute that has any: its key → indices, ascending. */
export type Hidden = Readonly<Record<string, readonly number[]>>;

/** A latent that a tool works with: an item's own, or the one that a place on the map leads to. */
export type Stop = { readonly kind: "item"; readonly row: number } | { readonly kind: "place"; readonly at: Point };

/** A way through stops: the kind of path between them, and how many images it is shown in. */
export interface Route { readonly stops: readonly Stop[]; readonly kind: PathKind; readonly images: number }

/** The bilinear surface between four corners (top left, top right, bottom left, bottom right; null until picked), `side` × `side` images. */
export interface Mix { readonly corners: Corners<Stop | null>; readonly side: number }

export const NO_ROUTE: Route = { stops: [], kind: "linear", images: 12 };
export const NO_MIX: Mix = { corners: [null, null, null, null], side: 8 };

export interface State extends ItemState, AttributesState {
  /** Id of the tool panel that is open; it hears of clicks on the map first. */
  readonly tool: string;
  /** Rows that were chosen together, ascending. */
  readonly selection: readonly number[];
  /** Rows that alone are shown, ascending, or null for all that the filters let through. */
  readonly only: readonly number[] | null;
  /** Null until the map knows its size: then the whole map is fitted. */
  readonly view: View | null;
  /** Key of the attribute that colours the points, or "none". */
  readonly colouring: string;
  readonly hidden: Hidden;
  /** Whether the decoded manifold is drawn behind the points, and how strongly (0 to 1). */
  readonly background: boolean;
  readonly backgroundOpacity: number;
  readonly points: boolean;
  /** Whether the density of the shown items is drawn behind them. */
  readonly density: boolean;
  /** Places and items that are kept in sight, in the order of their numbers. */
  readonly pins: readonly Stop[];
  readonly selected: number | null;
  /** Nearest neighbours of the selected item, once found. */
  readonly neighbours: readonly number[];
  /** How many points a slow machine draws at rest instead of all; null for all. */
  readonly sampled: number | null;
  /** The place that is decoded, in map units. */
  readonly probe: Point | null;
  readonly theme: Theme;
  /** What the reader wrote: tags, notes, and what was given a name. */
  readonly work: Work;
  /** Step of the tour that is shown, from 0; null for none. */
  readonly tour: number | null;
  readonly route: Route;
  readonly mix: Mix;
  /** The part of the other map that is seen, in its own units; null without another map, and until it knows its size. */
  readonly otherView: { readonly at: Point; readonly zoom: number } | null;
}

/** Hides a shown category of an attribute, shows a hidden one. */
export function toggleCategory(hidden: Hidden, attribute: string, category: number): Hidden {
  const old = hidden[attribute] ?? [];
  const next = old.includes(category) ? old.filter((other) => other !== category) : [...old, category].sort((a, b) => a - b);
  return withHidden(hidden, attribute, next);
}

/** Shows only one category of an attribute; if it already is the only one, shows all again. */
export function soloCategory(hidden: Hidden, attribute: string, category: number, count: number): Hidden {
  const others = Array.from({ length: count }, (_, i) => i).filter((other) => other !== category);
  const old = hidden[attribute] ?? [];
  const already = old.length === others.length && !old.includes(category);
  return withHidden(hidden, attribute, already ? [] : others);
}

function withHidden(hidden: Hidden, attribute: string, categories: readonly number[]): Hidden {
  const { [attribute]: _, ...rest } = hidden;
  return categories.length === 0 ? rest : { ...rest, [attribute]: categories };
}
