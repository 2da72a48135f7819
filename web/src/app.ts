/** What every panel and the map work with. */

import type { Atlas } from "./atlas/format";
import { Items } from "./atlas/items";
import { type Columns, loadFile } from "./atlas/load";
import { type Attribute, attributesOf, visibleMask } from "./colour/attributes";
import { Decoder } from "./decode/decoder";
import type { Decoded } from "./decode/messages";
import { type Decode, placeDecoder } from "./decode/place";
import { Grid } from "./geometry/grid";
import { type Point, positionsToWorld, toMap, WORLD } from "./geometry/world";
import { type AddressField, type Known, readAddress, type Shared, writeAddress } from "./state/hash";
import type { State } from "./state/state";
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
  readonly attributes: readonly Attribute[];
  readonly decoder: Decoder;
  readonly store: Store<State>;
  /** World coordinates of every item. */
  readonly world: Float32Array;
  readonly grid: Grid;
  /** 1 for every item that no filter hides; another array after every change of the filters. */
  readonly mask: () => Uint8Array;
  /** Hears of every decode of the place under the pointer, in the order of listening, before the frame is shown. */
  readonly onprobe: (listener: (decoded: Decoded) => void) => void;
  /** Called with every click on the map while a tool is open; whoever returns true has used the click up, and no item is selected. */
  readonly onclick: (tool: string, listener: (click: Click) => boolean) => void;
  /** Tells the tool that is open of a click. */
  readonly click: (click: Click) => boolean;
}

/** Another atlas of the same images: its own app, and which of its rows is the same image as each row of ours, and back. */
export interface Counterpart { readonly app: App; readonly rows: Int32Array; readonly back: Int32Array }

/** A click on the map: the place in map units, and the item there, if one is near enough to be meant. */
export interface Click { readonly at: Point; readonly row: number | null }

/** What the tools bring along: their ids, the first open at the start, and what they keep in the address. */
export interface Tools { readonly ids: readonly string[]; readonly fields: readonly AddressField[] }

/** Puts the state, the decoder and the address together. An atlas that stands beside the first, in another `home`, leaves the address alone, and opens its decoder after that of the first. */
export function createApp(atlas: Atlas, columns: Columns, tools: Tools, home = "", first: App | null = null): App {
  const attributes = attributesOf(atlas, columns);
  const defaults: Shared = {
    view: null,
    colouring: attributes[0]?.key ?? "none",
    hidden: {},
    background: atlas.tiles !== null,
    backgroundOpacity: 0.5,
    points: true,
    selected: null,
    tool: tools.ids[0],
  };
  const known: Known = { bounds: atlas.bounds, attributes: new Map(attributes.map(({ key, categories }) => [key, categories.length])), count: atlas.items.count, defaults, tools: tools.ids };
  const shared = readAddress(first === null ? location.hash : "", known, tools.fields);
  // something is decoded before the first move: the middle of what is seen
  const probe = toMap(atlas.bounds, shared.view ? [shared.view.x, shared.view.y] : [WORLD / 2, WORLD / 2]);
  const store = createStore<State>({ selection: [], otherView: null, ...shared, probe, neighbours: [], sampled: null, theme: preferredTheme() });
  if (first === null) keepAddress(store, known, tools.fields);

  let mask = visibleMask(atlas.items.count, attributes, store.get().hidden);
  store.watch((s) => s.hidden, (hidden) => (mask = visibleMask(atlas.items.count, attributes, hidden)));

  const decoder = new Decoder(first === null ? openDecoder(atlas, home) : first.decoder.settled().then(() => openDecoder(atlas, home)));
  const world = positionsToWorld(atlas.bounds, columns.positions);
  return { home, other: null, atlas, columns, items: new Items(atlas, columns, home), attributes, decoder, store, world, grid: new Grid(world), mask: () => mask, onprobe: followProbe(atlas, store, decoder), ...listenToClicks(store) };
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
  let own = location.hash;
  store.watch((s) => s, () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      // another address has been typed in, and is about to be heard of
      if (location.hash !== own) return;
      const next = writeAddress(store.get(), known, fields);
      if (next !== own && !(next === "#" && own === "")) history.replaceState(null, "", next);
      own = location.hash;
    }, 200);
  });
  window.addEventListener("hashchange", () => {
    if (location.hash === own) return;
    own = location.hash;
    store.set(readAddress(own, known, fields));
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
