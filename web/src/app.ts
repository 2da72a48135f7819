/** What every panel and the map work with. */

import { type Atlas, hasDecoder } from "./atlas/format";
import { Items } from "./atlas/items";
import { type Columns, loadFile } from "./atlas/load";
import { type Attribute, attributesOf, visibleMask } from "./colour/attributes";
import { Decoder } from "./decode/decoder";
import type { Decoded } from "./decode/messages";
import { type Decode, placeDecoder } from "./decode/place";
import { Grid } from "./geometry/grid";
import { type Point, positionsToWorld, toMap, WORLD } from "./geometry/world";
import { TAG, withTags } from "./notes/attribute";
import { keepNotes, openNotes } from "./notes/keeper";
import { NO_WORK } from "./notes/work";
import { ATTRIBUTES_DEFAULTS } from "./state/attributes";
import { type AddressField, type Known, readAddress, type Shared, writeAddress } from "./state/hash";
import { ITEM_DEFAULTS } from "./state/item";
import { intersection, marks } from "./state/selection";
import { NO_MIX, NO_ROUTE, type State } from "./state/state";
import { createStore, type Store } from "./state/store";
import { preferredTheme } from "./ui/theme";

export interface App {
  /** The folder that holds the atlas, as in atlas/load.ts. */
  readonly home: string;
  /** The atlas that this one is compared with. */
  readonly other: Counterpart | null;
  readonly atlas: Atlas;
  readonly columns: Columns;
  readonly items: Items;
  /** What points can be coloured and filtered by; another array after every change of the tags. */
  readonly attributes: readonly Attribute[];
  readonly decoder: Decoder;
  readonly store: Store<State>;
  /** World coordinates of every item. */
  readonly world: Float32Array;
  readonly grid: Grid;
  /** 1 for every item that no filter hides; another array after every change of the filters. */
  readonly mask: () => Uint8Array;
  /** 1 for every selected item, or null when nothing is selected; another array after every change of the selection. */
  readonly chosen: () => Uint8Array | null;
  /** Hears of every decode of the place under the pointer, in the order of listening, before the frame is shown. */
  readonly onprobe: (listener: (decoded: Decoded) => void) => void;
  /** Called with every click on the map while a tool is open; whoever returns true has used the click up, and no item is selected. */
  readonly onclick: (tool: string, listener: (click: Click) => boolean) => void;
  /** Tells the tool that is open of a click. */
  readonly click: (click: Click) => boolean;
  /** The address of what is shown, with some of it otherwise: the part after `#`. */
  readonly address: (otherwise?: Partial<State>) => string;
}

/** Another atlas of the same images: its own app, and which of its rows is the same image as each row of ours, and back. */
export interface Counterpart { readonly app: App; readonly rows: Int32Array; readonly back: Int32Array }

/** A click on the map: the place in map units, and the item there, if one is near enough to be meant. */
export interface Click { readonly at: Point; readonly row: number | null }

/** What the tools bring along: their ids, the first open at the start, and what they keep in the address. */
export interface Tools { readonly ids: readonly string[]; readonly fields: readonly AddressField[] }

/** An atlas that stands beside the first: the folder that holds it, the app of the first, and which row of the first is the same image as each of its own. */
export interface Beside { readonly home: string; readonly first: App; readonly back: Int32Array }

/** Puts the state, the decoder and the address together. An atlas beside the first has no address and no notes of its own, and opens its decoder after that of the first. */
export function createApp(atlas: Atlas, columns: Columns, tools: Tools, beside: Beside | null = null): App {
  const home = beside?.home ?? "";
  const own = beside === null ? attributesOf(atlas, columns) : sameAttributes(beside);
  const notes = beside === null ? openNotes(atlas) : null;
  const work = notes?.work ?? NO_WORK;
  let attributes = withTags(own, work.tags, atlas.items.count);
  const defaults: Shared = {
    view: null,
    colouring: own[0]?.key ?? "none",
    hidden: {},
    background: atlas.tiles !== null,
    backgroundOpacity: 0.5,
    points: true,
    selected: null,
    tool: tools.ids[0],
  };
  const sizes = new Map(attributes.map(({ key, categories }) => [key, categories.length]));
  const known: Known = { bounds: atlas.bounds, attributes: sizes, count: atlas.items.count, defaults, tools: tools.ids };
  const shared = readAddress(beside === null ? location.hash : "", known, tools.fields);
  // something is decoded before the first move: the middle of what is seen
  const probe = toMap(atlas.bounds, shared.view ? [shared.view.x, shared.view.y] : [WORLD / 2, WORLD / 2]);
  const store = createStore<State>({ selection: [], only: null, density: false, pins: [], route: NO_ROUTE, mix: NO_MIX, work, tour: null, otherView: null, ...ITEM_DEFAULTS, ...ATTRIBUTES_DEFAULTS, ...shared, probe, neighbours: [], sampled: null, theme: preferredTheme() });
  if (beside === null) keepAddress(store, known, tools.fields);
  if (notes !== null) keepNotes(store, notes, atlas);

  let mask: Uint8Array = new Uint8Array();
  const renewMask = ({ hidden, only }: Pick<State, "hidden" | "only">): void => void (mask = intersection(visibleMask(atlas.items.count, attributes, hidden), only));
  store.watch((s) => s.hidden, (_, state) => renewMask(state));
  store.watch((s) => s.only, (_, state) => renewMask(state));
  let chosen: Uint8Array | null = null;
  store.watch((s) => s.selection, (selection) => (chosen = selection.length === 0 ? null : marks(selection, atlas.items.count)));
  let tags = work.tags;
  store.watch((s) => s.work.tags, (changed) => {
    if (changed === tags) return;
    const { [TAG]: filter, ...others } = store.get().hidden;
    // categories are numbers: a filter would mean other tags once one of them is gone
    const hidden = filter && changed.length < tags.length ? others : store.get().hidden;
    tags = changed;
    attributes = withTags(own, tags, atlas.items.count);
    for (const { key, categories } of attributes) sizes.set(key, categories.length);
    if (tags.length === 0) sizes.delete(TAG);
    renewMask({ hidden, only: store.get().only });
    const uncoloured = tags.length === 0 && store.get().colouring === TAG;
    store.set(uncoloured ? { hidden, colouring: defaults.colouring } : { hidden });
  });

  const open = (): Promise<Decode> => openDecoder(atlas, home);
  const decoder = new Decoder(!hasDecoder(atlas) ? null : beside === null ? open() : beside.first.decoder.settled().then(open));
  const world = positionsToWorld(atlas.bounds, columns.positions);
  return { home, other: null, atlas, columns, items: new Items(atlas, columns, home), get attributes() { return attributes; }, decoder, store, world, grid: new Grid(world), mask: () => mask, chosen: () => chosen, address: (otherwise = {}) => writeAddress({ ...store.get(), ...otherwise }, known, tools.fields).slice(1), onprobe: followProbe(atlas, store, decoder), ...listenToClicks(store) };
}

/** The attributes of the first atlas for the rows of the other, so that one legend speaks for both maps: clusters, too, are those of the first. */
function sameAttributes({ first, back }: Beside): readonly Attribute[] {
  return attributesOf(first.atlas, first.columns).map((attribute) => ({ ...attribute, codes: Uint16Array.from(back, (row) => attribute.codes[row]) }));
}

function listenToClicks(store: Store<State>): Pick<App, "onclick" | "click"> {
  const listeners = new Map<string, (click: Click) => boolean>();
  return {
    onclick: (tool, listener) => void listeners.set(tool, listener),
    click: (click) => listeners.get(store.get().tool)?.(click) ?? false,
  };
}

async function openDecoder(atlas: Atlas, home: string): Promise<Decode> {
  const returns = atlas.projection.name !== "latent" && atlas.projection.inverse;
  const [decoder, inverse, projection] = await Promise.all([
    loadFile("decoder.onnx", home),
    returns ? loadFile("inverse.onnx", home) : null,
    returns && atlas.projection.placeRoundTrip !== null ? loadFile("projection.onnx", home) : null,
  ]);
  return placeDecoder({ decoder, inverse, projection }, atlas.items.latentDim);
}

/** Writes the view into the address a moment after it changed, and follows an address that is typed in. */
function keepAddress(store: Store<State>, known: Known, fields: readonly AddressField[]): void {
  let timer = 0;
  let seen = location.hash;
  store.watch((s) => s, () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      // an address that was typed in this moment is read first
      if (location.hash !== seen) return;
      const own = writeAddress(store.get(), known, fields);
      if (own !== seen && !(own === "#" && seen === "")) history.replaceState(null, "", own);
      seen = location.hash;
    }, 200);
  });
  window.addEventListener("hashchange", () => {
    if (location.hash === seen) return;
    seen = location.hash;
    store.set(readAddress(seen, known, fields));
  });
}

function followProbe(atlas: Atlas, store: Store<State>, decoder: Decoder): App["onprobe"] {
  const listeners: ((decoded: Decoded) => void)[] = [];
  if (atlas.projection.name === "latent" || atlas.projection.inverse)
    store.watch((s) => s.probe, (probe) => {
      if (probe !== null) decoder.request("probe", "positions", Float32Array.from(probe), (decoded) => listeners.forEach((listen) => listen(decoded)));
    });
  return (listener) => listeners.push(listener);
}
