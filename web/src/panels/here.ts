/** The place under the pointer: what the decoder makes of it, and where it is. */

import { type Atlas, hasDecoder } from "../atlas/format";
import { twins } from "../compare/twin";
import { paint } from "../decode/pixels";
import { remark } from "../decode/remark";
import { h } from "../ui/dom";
import { fixed } from "../ui/number";
import { pictureClass } from "../ui/picture";
import { drawBars } from "./bars";
import { densityLine } from "./density";
import { pinButtons } from "./pins";
import type { Panel } from "./registry";
import { trustLine } from "./trust";

export const here: Panel = {
  id: "here",
  place: "side",
  create(app, map) {
    const { projection, image, items } = app.atlas;
    const canvas = h("canvas", { class: pictureClass(app.atlas), "data-decoded": "probe", width: image.width, height: image.height, role: "img", "aria-label": "Decoded image of the place under the pointer" });
    const note = h("p", { class: "overlay-note" });
    const readings = projection.axes.map((axis) => ({ axis, value: h("output", {}) }));
    const bars = items.latentDim > 2 && hasDecoder(app.atlas) ? h("canvas", { class: "bars", role: "img", "aria-label": `The ${items.latentDim} latents of this place` }) : null;
    const frame = h("div", { class: "picture-frame" }, canvas, note);
    frame.style.aspectRatio = `${image.width} / ${image.height}`;

    app.store.watch((s) => s.probe, (probe) => probe?.forEach((value, i) => (readings[i].value.textContent = fixed(value))));
    app.onprobe((decoded) => {
      paint(canvas, decoded);
      if (bars) drawBars(bars, decoded.latents);
    });
    app.decoder.onstatus((status) => {
      frame.dataset.decoder = status.kind;
      note.textContent = remark(app.atlas, status);
    });

    return h(
      "section",
      { class: "here", "aria-label": "Here" },
      h("header", {}, h("h2", {}, "Here"), pinButtons(app)),
      app.other ? twins(app, app.other, frame) : frame,
      h("dl", { class: "readings" }, ...readings.flatMap(({ axis, value }) => [h("dt", {}, axis), h("dd", {}, value)])),
      bars,
      projectionNote(app.atlas),
      densityLine(app, map, frame),
      trustLine(app),
    );
  },
};

/** How far the map can be trusted, where it is not the latent space itself. */
function projectionNote({ projection, items }: Atlas): HTMLElement | null {
  if (projection.name === "latent") return null;
  const error = projection.roundTrip === null ? "" : ` Round-trip error ${Math.round(projection.roundTrip * 100)} % of the latents’ spread.`;
  return h("p", { class: "quiet", title: "Median distance between an item’s latent and the latent that its place on the map leads back to" }, `Map: ${projection.name} of ${items.latentDim} latents.${error}`);
}
