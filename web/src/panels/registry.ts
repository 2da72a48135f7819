/**
 * Everything around the map. A new tool is one file that makes a `Panel`, and one line in the list below:
 * `side` panels stand beside the map from top to bottom, `tool` panels share the place below them and are opened by their tabs,
 * `map` panels float over the map, `bar` panels are buttons at the top.
 */

import type { App } from "../app";
import type { AtlasMap } from "../map/map";
import type { AddressField } from "../state/hash";
import { compare } from "../compare/panel";
import type { KeyGroup } from "../ui/arrange";
import { about } from "./about";
import { attributes } from "./attributes/attributes";
import { bring } from "./bring/bring";
import { here } from "./here";
import { item } from "./item";
import { keys } from "./keys";
import { legend } from "./legend";
import { mix } from "./mix/mix";
import { notes } from "./notes/notes";
import { path } from "./path/path";
import { pins } from "./pins";
import { search } from "./search";
import { selection } from "./selection/selection";
import { share } from "./share";
import { themeButton } from "./theme";
import { tour } from "./tour";
import { zoom } from "./zoom";

export interface Panel {
  readonly id: string;
  readonly place: "side" | "tool" | "map" | "bar";
  /** On the tab of a tool. */
  readonly title?: string;
  /** Whether it is of no use without a decoder. */
  readonly decodes?: true;
  /** What a panel keeps in the address. */
  readonly address?: AddressField;
  /** What keys and gestures do in this panel, for the help. */
  readonly keys?: KeyGroup;
  /** Makes the panel's element; it keeps itself up to date by watching the store. `panels` are all panels of the page. */
  create(app: App, map: AtlasMap, panels: readonly Panel[]): HTMLElement;
}

export const PANELS: readonly Panel[] = [here, pins, item, path, mix, attributes, bring, notes, legend, selection, zoom, compare, search, tour, about, share, keys, themeButton];
