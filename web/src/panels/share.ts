/** Ways to give this view to others: its link, a picture, and a site that opens in it. */

import type { App } from "../app";
import type { AtlasMap } from "../map/map";
import { captionOf } from "../share/caption";
import { download } from "../save/download";
import { compose, pngOf } from "../share/picture";
import { dialog, h, icon, toast } from "../ui/dom";
import type { Panel } from "./registry";

export const share: Panel = {
  id: "share",
  place: "bar",
  create(app, map) {
    return h("button", { class: "bar-button", title: "Share this view", onclick: () => open(app, map) }, icon("link"), h("span", {}, "Share"));
  },
};

function open(app: App, map: AtlasMap): void {
  // the page's own address follows the view only after a moment
  const hash = `#${app.address()}`;
  const view = hash === "#" ? "" : ` --view '${hash.replaceAll("'", "%27")}'`;
  const command = `latlas export ATLAS --out SITE${app.other ? " --compare OTHER" : ""}${view}`;
  dialog(
    "Share this view",
    h("h3", {}, "A link"),
    h("p", { class: "quiet" }, "The address holds the view, the item and what the tools show, wherever this page can be reached. The place under the pointer, notes and brought images stay with you."),
    line("Link to this view", new URL(hash, location.href).href, "Copy link"),
    h("h3", {}, "A picture"),
    h("p", { class: "quiet" }, "The map as it is now, with what its colours mean below it."),
    h("p", {}, h("button", { class: "button", onclick: () => save(app, map) }, "Save this view as a picture")),
    h("h3", {}, "A site"),
    h("p", { class: "quiet" }, "A folder of plain files for any web host, which opens in this view:"),
    line("Command that exports this view", command, "Copy command"),
  );
}

/** A text to be copied. */
function line(label: string, text: string, action: string): HTMLElement {
  const field = h("input", { type: "text", value: text, readonly: true, "aria-label": label, class: "wide" });
  const said = h("p", { class: "quiet", role: "status" });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      field.select();
      said.textContent = "This browser does not let the page copy: the text is marked, copy it with the keyboard.";
    }
  };
  return h("div", {}, h("div", { class: "copy" }, field, h("button", { class: "button", onclick: copy }, action)), said);
}

async function save(app: App, map: AtlasMap): Promise<void> {
  try {
    const drawn = map.picture();
    const picture = compose(drawn, captionOf(app), app.store.get().theme, drawn.width / map.size.width);
    download(`${app.atlas.name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}.png`, await pngOf(picture), "image/png");
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), 8);
  }
}
