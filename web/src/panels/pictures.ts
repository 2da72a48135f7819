/** An item's original, its reconstruction, and the difference of the two with a scale. */

import type { App } from "../app";
import { hasDecoder } from "../atlas/format";
import { type Difference, differenceColour, differencePicture, meanSquaredError, type Pixels, resized } from "../colour/difference";
import { css } from "../colour/palette";
import { otherReconstruction } from "../compare/twin";
import type { Decoded } from "../decode/messages";
import { paint } from "../decode/pixels";
import { GAINS } from "../state/item";
import { fill, h } from "../ui/dom";
import { short } from "../ui/number";
import { pictureClass } from "../ui/picture";

export interface Pictures {
  readonly element: HTMLElement;
  /** Shows an item; `latent` may be on its way, null where there is none. `current` says whether the item is still the one to show. */
  show(row: number, latent: Promise<Float32Array | null>, current: () => boolean): Promise<void>;
}

/** The three pictures, with the reconstruction of the atlas that is compared with, the scale of the difference, and its mean square. */
export function itemPictures(app: App): Pictures {
  const { image, projection } = app.atlas;
  const canvas = (data: Record<string, string>) => h("canvas", { class: pictureClass(app.atlas), role: "img", width: image.width, height: image.height, ...data });
  const original = canvas({ "data-picture": "original", "aria-label": "Original" });
  // pixels are read back for every item, and put one by one
  const own = (picture: HTMLCanvasElement) => picture.getContext("2d", { willReadFrequently: true });
  own(original);
  const reconstruction = canvas({ "data-decoded": "item", "aria-label": "Reconstruction" });
  const difference = canvas({ "data-picture": "difference", "aria-label": "Difference of reconstruction and original" });
  own(difference);
  const caption = h("figcaption", {});
  const error = h("output", { class: "error" });
  let known: { original: Pixels; reconstruction: Pixels } | null = null;
  let decoded: Decoded | null = null;
  let drawn = false;

  const compare = (): void => {
    // the first of two channels is decoded as grey, the thumbnail shows both
    if (!drawn || decoded === null || image.channels === 2) return;
    const pixels = own(original)?.getImageData(0, 0, original.width, original.height);
    if (!pixels) return;
    const { data, width, height } = pixels;
    known = { original: { rgba: data as Pixels["rgba"], width, height }, reconstruction: resized(decoded, width, height) };
    error.textContent = short(meanSquaredError(known.original, known.reconstruction), 3);
    draw();
  };
  const draw = (): void => {
    if (known === null) return void difference.getContext("2d")?.clearRect(0, 0, difference.width, difference.height);
    const { difference: how, theme } = app.store.get();
    paint(difference, differencePicture(known.original, known.reconstruction, how, theme));
  };
  app.store.watch((s) => s.difference, draw);
  app.store.watch((s) => s.theme, draw);

  const figure = (picture: HTMLElement, text: HTMLElement | string) => h("figure", {}, picture, typeof text === "string" ? h("figcaption", {}, text) : text);
  const decodes = hasDecoder(app.atlas);
  const other = app.other && otherReconstruction(app, app.other);
  const [first, second, third] = [figure(original, "Original"), decodes && figure(reconstruction, caption), decodes && figure(difference, "Difference")];
  // two by two where atlases are compared: the two reconstructions then stand beside each other
  const trio = other === null ? h("div", { class: "trio" }, first, second, third) : h("div", { class: "trio compared" }, first, third, second, other.element);
  const element = h("div", {}, trio, decodes && scale(app, h("span", { title: errorTitle(app) }, h("span", { class: "quiet" }, "squared error "), error)));
  return {
    element,
    async show(row, latent, current) {
      [known, decoded, drawn] = [null, null, false];
      error.textContent = "–";
      draw();
      caption.textContent = "Reconstruction";
      caption.title = "";
      const painted = (image: Decoded): void => {
        if (!current()) return;
        paint(reconstruction, image);
        decoded = image;
        compare();
      };
      const reconstruct = async (): Promise<void> => {
        const own = await latent;
        if (!current() || !decodes) return;
        if (own) return app.decoder.request("item", "latents", own, painted);
        reconstruction.getContext("2d")?.clearRect(0, 0, reconstruction.width, reconstruction.height);
        if (!projection.inverse) return void (caption.textContent = "No latent in this export");
        caption.textContent = "Decoded from its place";
        caption.title = "This export holds no latents: the image is decoded from the item’s place on the map";
        app.decoder.request("item", "positions", app.columns.positions.slice(2 * row, 2 * row + 2), painted);
      };
      const thumbnail = app.items.drawThumbnail(row, original).then(() => {
        drawn = current();
        compare();
      });
      await Promise.all([thumbnail, reconstruct(), other?.show(row, current)]);
    },
  };
}

/** What the number says, and of which pictures. */
function errorTitle({ atlas: { items, image } }: App): string {
  const { width, height } = items.sheet;
  const size = width === image.width && height === image.height ? "" : `, brought to ${width} × ${height} pixels`;
  return `Mean over channels and pixels of (reconstruction − original)², values from 0 to 1, of the pictures above${size}`;
}

/** What the colours of the difference mean, and how it is shown; `error` stands beside the choices. */
function scale(app: App, error: HTMLElement): HTMLElement {
  const bar = h("canvas", { class: "scale-bar", width: 65, height: 1, "aria-hidden": "true" });
  const ends = h("div", { class: "row quiet scale-ends" });
  const kind = h("select", { class: "field", "aria-label": "Kind of difference" }, h("option", { value: "signed" }, "Signed"), h("option", { value: "absolute" }, "Absolute"));
  const gain = h("select", { class: "field", "aria-label": "Amplification of the difference" }, ...GAINS.map((times) => h("option", { value: String(times) }, `× ${times}`)));
  for (const select of [kind, gain]) select.addEventListener("change", () => app.store.set({ difference: { signed: kind.value === "signed", gain: Number(gain.value) } }));
  const show = (): void => {
    const { difference, theme } = app.store.get();
    kind.value = difference.signed ? "signed" : "absolute";
    gain.value = String(difference.gain);
    const context = bar.getContext("2d");
    for (let x = 0; x < bar.width && context; x++) {
      const share = x / (bar.width - 1);
      context.fillStyle = css(differenceColour(difference.signed ? 2 * share - 1 : share, theme));
      context.fillRect(x, 0, 1, 1);
    }
    fill(ends, ...scaleEnds(difference).map((text) => h("span", {}, text)));
  };
  app.store.watch((s) => s.difference, show);
  app.store.watch((s) => s.theme, show);
  const title = "Difference of the values of a pixel, which go from 0 (black) to 1 (white), averaged over its channels";
  return h("div", { class: "scale" }, h("div", { title }, bar, ends), h("div", { class: "row" }, error, h("span", { class: "steps-buttons" }, kind, gain)));
}

function scaleEnds({ signed, gain }: Difference): string[] {
  return signed ? [`too dark by ${short(1 / gain)}`, `too bright by ${short(1 / gain)}`] : ["no difference", `${short(1 / gain)} or more`];
}
