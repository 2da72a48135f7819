/** The place under the pointer: what the decoder makes of it, and where it is. */

import { type Atlas, hasDecoder } from "../atlas/format";
import type { Status } from "../decode/decoder";
import { paint } from "../decode/pixels";
import { h } from "../ui/dom";
import { fixed } from "../ui/number";
import { drawBars } from "./bars";
import { densityLine } from "./density";
import { pinButtons } from "./pins";
import type { Panel } from "./registry";
import { trustLine } from "./trust";

const SMALL = 160; // px; smaller images are shown with their pixels as squares

/** The CSS classes of a canvas for an image of the atlas. */
export function pictureClass({ image }: Atlas): string {
  return Math.max(image.width, image.height) < SMALL ? "picture pixelated" : "picture";
}

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
      frame,
      h("dl", { class: "readings" }, ...readings.flatMap(({ axis, value }) => [h("dt", {}, axis), h("dd", {}, value)])),
      bars,
      projectionNote(app.atlas),
      densityLine(app, map, frame),
      trustLine(app),
    );
  },
};

/** What is said in place of a decoded picture. */
function remark({ projection, tiles }: Atlas, status: Status): string {
  if (status.kind === "absent") return `The decoder of this model is not in the atlas: places cannot be decoded here.${tiles === null ? "" : " The pictures behind the points were decoded when the atlas was built."}`;
  if (status.kind === "failed") return status.message;
  if (projection.name !== "latent" && !projection.inverse) return `The projection ${projection.name} has no inverse: places between items cannot be decoded.`;
  return status.kind === "loading" ? "Loading the decoder …" : "";
}

/** How far the map can be trusted, where it is not the latent space itself. */
function projectionNote({ projection, items }: Atlas): HTMLElement | null {
  if (projection.name === "latent") return null;
  const error = projection.roundTrip === null ? "" : ` Round-trip error ${Math.round(projection.roundTrip * 100)} % of the latents’ spread.`;
  return h("p", { class: "quiet", title: "Median distance between an item’s latent and the latent that its place on the map leads back to" }, `Map: ${projection.name} of ${items.latentDim} latents.${error}`);
}
