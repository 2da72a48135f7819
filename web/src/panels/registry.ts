/**
 * Everything around the map. A new tool is one file that makes a `Panel`, and one line in the list below:
 * `side` panels stand beside the map from top to bottom, `tool` panels share the place below them and are opened by their tabs,
 * `map` panels float over the map, `bar` panels are buttons at the top.
 */

import type { App } from "../app";
import type { AtlasMap } from "../map/map";
import type { AddressField } from "../state/hash";
import { compare } from "../compare/panel";
import { about } from "./about";
import { bring } from "./bring/bring";
import { here } from "./here";
import { item } from "./item";
import { keys } from "./keys";
import { legend } from "./legend";
import { share } from "./share";
import { themeButton } from "./theme";
import { zoom } from "./zoom";

export interface Panel {
  readonly id: string;
  readonly place: "side" | "tool" | "map" | "bar";
  /** On the tab of a tool. */
  readonly title?: string;
  /** What a tool keeps in the address. */
  readonly address?: AddressField;
  /** Makes the panel's element; it keeps itself up to date by watching the store. */
  create(app: App, map: AtlasMap): HTMLElement;
}

export const PANELS: readonly Panel[] = [here, item, bring, legend, zoom, compare, about, share, keys, themeButton];
