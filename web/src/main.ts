/** Opens the atlas beside this page and shows it. */

import { AtlasError } from "./atlas/format";
import { loadColumns, openAtlas } from "./atlas/load";
import { fill, h } from "./ui/dom";
import { applyTheme, preferredTheme } from "./ui/theme";

async function start(root: HTMLElement): Promise<void> {
  const atlas = await openAtlas();
  // the columns and the map's code come together, and the browser's graphics wake up meanwhile
  const coming = Promise.all([loadColumns(atlas), import("./page")]);
  if (document.createElement("canvas").getContext("webgl2") === null) throw new AtlasError("This browser cannot draw the map: it has no WebGL 2. Switch on hardware acceleration, or use another browser.");
  const [columns, { showPage }] = await coming;
  await showPage(root, atlas, columns);
}

function complain(root: HTMLElement, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  fill(root, h("div", { class: "notice", role: "alert" }, h("p", { class: "notice-title" }, "This atlas cannot be shown"), h("p", {}, message)));
}

applyTheme(preferredTheme());
const root = document.getElementById("app");
if (root) start(root).catch((error: unknown) => complain(root, error));
