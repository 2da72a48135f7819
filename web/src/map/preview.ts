/** The first picture of an atlas: a sample of its items in the colours of their labels, before the page around the map is there. */

import type { Deck, OrthographicView } from "@deck.gl/core";
import type { Atlas } from "../atlas/format";
import type { Columns } from "../atlas/load";
import { fillColours, labelAttribute, shuffled } from "../colour/attributes";
import { fit, positionsToWorld } from "../geometry/world";
import { preferredTheme } from "../ui/theme";
import { sizeOf } from "./deck";
import { dot, DotsLayer, FLAT } from "./dots";

const SAMPLE = 60_000; // points that a machine without graphics draws in a moment

/** Draws the map as the page shows it at first; resolves when it is on the screen. */
export function preview(deck: Deck<OrthographicView>, host: HTMLElement, atlas: Atlas, { positions, labels }: Pick<Columns, "positions" | "labels">): Promise<void> {
  const { count, labels: names } = atlas.items;
  const order = shuffled(Math.min(count, SAMPLE));
  const places = new Float32Array(2 * order.length);
  const classes = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const row = Math.floor((order[i] * count) / order.length);
    places.set([positions[2 * row], positions[2 * row + 1]], 2 * i);
    classes[i] = labels === null ? -1 : labels[row];
  }
  const attribute = names === null ? null : labelAttribute(names, classes);
  const every = new Uint8Array(order.length).fill(1);
  const colours = fillColours(Uint32Array.from(order.keys()), every, attribute, preferredTheme());
  const size = sizeOf(host);
  const { radius, opacity } = dot(count, fit(size), size);
  const layer = new DotsLayer({ id: "preview", positions: positionsToWorld(atlas.bounds, places), colours, shown: order.length, radius, strength: opacity, parameters: FLAT });
  return new Promise((resolve) => deck.setProps({ layers: [layer], onAfterRender: () => resolve() }));
}
