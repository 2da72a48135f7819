/** Opens the atlas beside this page and shows it, the map first. */

import { AtlasError } from "./atlas/format";
import { loadFirst, loadRest, openAtlas } from "./atlas/load";
import { layOut } from "./frame";
import { fill, h } from "./ui/dom";
import { applyTheme, preferredTheme } from "./ui/theme";

async function start(root: HTMLElement): Promise<void> {
  const atlas = await openAtlas();
  const loading = loadFirst(atlas);
  loading.catch(() => {}); // awaited below
  const drawing = Promise.all([import("./map/deck"), import("./map/preview")]);
  // the browser's graphics wake up while the map's code and the places of the items are on their way
  if (document.createElement("canvas").getContext("webgl2") === null) throw new AtlasError("This browser cannot draw the map: it has no WebGL 2. Switch on hardware acceleration, or use another browser.");
  // a site that was exported in a view opens in it
  if (location.hash === "" && atlas.view !== null) history.replaceState(null, "", `#${atlas.view.replace(/^#/, "")}`);
  const frame = layOut(root, atlas);
  const [{ openDeck }, { preview }] = await drawing;
  const deck = openDeck(frame.host, preferredTheme());
  const page = import("./page");
  const first = await loading;
  // what a link or another atlas asks for looks otherwise
  const drawn = location.hash === "" && !atlas.compare ? preview(deck, frame.host, atlas, first) : null;
  const [{ showPage }, rest] = await Promise.all([page, loadRest(atlas), drawn]);
  await showPage(frame, deck, atlas, { ...first, ...rest });
}

function complain(root: HTMLElement, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  fill(root, h("div", { class: "notice", role: "alert" }, h("p", { class: "notice-title" }, "This atlas cannot be shown"), h("p", {}, message)));
}

applyTheme(preferredTheme());
const root = document.getElementById("app");
if (root) start(root).catch((error: unknown) => complain(root, error));
