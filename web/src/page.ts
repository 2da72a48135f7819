/** The page of an atlas: its map, and the panels and tools around it. */

import type { Deck, OrthographicView } from "@deck.gl/core";
import { createApp, type Tools } from "./app";
import { type Atlas, hasDecoder } from "./atlas/format";
import type { Columns } from "./atlas/load";
import { openCounterpart } from "./compare/counterpart";
import type { Frame } from "./frame";
import { AtlasMap } from "./map/map";
import { addOverlay } from "./map/overlay";
import { attachPointer } from "./map/pointer";
import { joinNotebook } from "./notebook";
import { PANELS, type Panel } from "./panels/registry";
import { h } from "./ui/dom";
import { tabs } from "./ui/tabs";

/** Fills the frame of an atlas: the map on its deck, and everything around it. Rejects with an `AtlasError` when an atlas to compare with cannot be had. */
export async function showPage({ host, bar, stage, side }: Frame, deck: Deck<OrthographicView>, atlas: Atlas, columns: Columns): Promise<void> {
  const panels = PANELS.filter(({ decodes }) => !decodes || hasDecoder(atlas));
  const opened = panels.filter(({ place }) => place === "tool");
  const brought: Tools = { ids: opened.map(({ id }) => id), fields: panels.flatMap(({ address }) => address ?? []) };
  const alone = createApp(atlas, columns, brought);
  const app = atlas.compare ? Object.assign(alone, { other: await openCounterpart(alone, brought) }) : alone;
  const map = new AtlasMap(host, app, deck);
  addOverlay(map, app);
  attachPointer(map, app);
  const tools = h("div", { class: "tools" });
  const places: Record<Panel["place"], HTMLElement> = { bar, side, tool: tools, map: stage };
  for (const panel of panels) {
    const element = panel.create(app, map, panels);
    element.dataset.panel = panel.id;
    places[panel.place].append(element);
  }
  joinNotebook(app);
  side.append(tabs(opened.map(({ id, title }) => [id, title ?? id] as const), tools, app.store), tools);
}
