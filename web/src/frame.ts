/** The empty page of an atlas: its header, a place for the map, and one beside it. */

import type { Atlas } from "./atlas/format";
import { fill, h } from "./ui/dom";
import { count } from "./ui/number";

export interface Frame {
  readonly bar: HTMLElement;
  readonly stage: HTMLElement;
  readonly side: HTMLElement;
  /** The element of the map, within the stage. */
  readonly host: HTMLElement;
}

/** Puts the frame into `root`. */
export function layOut(root: HTMLElement, atlas: Atlas): Frame {
  document.title = `${atlas.name} · latlas`;
  const host = h("div", { class: "map", tabIndex: 0, role: "application", "aria-label": "Map of the latent space. Arrow keys move the crosshair, Enter opens the nearest item, plus and minus zoom." });
  const bar = h("nav", { "aria-label": "About, sharing and help" });
  const side = h("aside", { "aria-label": "The place, the item and the tools" });
  const stage = h("main", {}, host);
  fill(root, h("header", { class: "top" }, h("h1", {}, atlas.name), h("p", { class: "quiet subtitle" }, `${count(atlas.items.count)} items · ${atlas.model.name} on ${String(atlas.model.data ?? "")}`), bar), stage, side);
  return { bar, stage, side, host };
}
