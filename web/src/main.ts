/** Opens the atlas beside this page and shows it. */

import { createApp, type Tools } from "./app";
import { AtlasError, hasDecoder } from "./atlas/format";
import { openAtlas } from "./atlas/load";
import { openCounterpart } from "./compare/counterpart";
import { AtlasMap } from "./map/map";
import { addOverlay } from "./map/overlay";
import { attachPointer } from "./map/pointer";
import { joinNotebook } from "./notebook";
import { PANELS, type Panel } from "./panels/registry";
import { fill, h } from "./ui/dom";
import { count } from "./ui/number";
import { tabs } from "./ui/tabs";
import { applyTheme, preferredTheme } from "./ui/theme";

async function start(root: HTMLElement): Promise<void> {
  const { atlas, columns } = await openAtlas();
  if (document.createElement("canvas").getContext("webgl2") === null) throw new AtlasError("This browser cannot draw the map: it has no WebGL 2. Switch on hardware acceleration, or use another browser.");
  // a site that was exported in a view opens in it
  if (location.hash === "" && atlas.view !== null) history.replaceState(null, "", `#${atlas.view.replace(/^#/, "")}`);
  const panels = PANELS.filter(({ decodes }) => !decodes || hasDecoder(atlas));
  const opened = panels.filter(({ place }) => place === "tool");
  const brought: Tools = { ids: opened.map(({ id }) => id), fields: panels.flatMap(({ address }) => address ?? []) };
  const alone = createApp(atlas, columns, brought);
  const app = atlas.compare ? Object.assign(alone, { other: await openCounterpart(alone, brought) }) : alone;
  document.title = `${atlas.name} · latlas`;

  const host = h("div", { class: "map", tabIndex: 0, role: "application", "aria-label": "Map of the latent space. Arrow keys move the crosshair, Enter opens the nearest item, plus and minus zoom." });
  const bar = h("nav", { "aria-label": "About, sharing and help" });
  const side = h("aside", { "aria-label": "The place, the item and the tools" });
  const stage = h("main", {}, host);
  fill(root, h("header", { class: "top" }, h("h1", {}, atlas.name), h("p", { class: "quiet subtitle" }, `${count(atlas.items.count)} items · ${atlas.model.name} on ${String(atlas.model.data ?? "")}`), bar), stage, side);

  const map = new AtlasMap(host, app);
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

function complain(root: HTMLElement, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  fill(root, h("div", { class: "notice", role: "alert" }, h("p", { class: "notice-title" }, "This atlas cannot be shown"), h("p", {}, message)));
}

applyTheme(preferredTheme());
const root = document.getElementById("app");
if (root) start(root).catch((error: unknown) => complain(root, error));
