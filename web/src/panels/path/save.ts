/** The path as files: the strip, an animation, and the numbers. */

import type { App } from "../../app";
import { stopRecord } from "../../atlas/stops";
import { crossDissolve } from "../../geometry/steps";
import { download, downloadJson, downloadPng } from "../../save/download";
import { encodeGif } from "../../save/gif";
import { enlarged, enlargement, type Picture, sheet, thereAndBack } from "../../save/sheet";
import { saveRow } from "../../ui/save";
import { measure } from "./curves";
import type { FeatureSteps } from "./features";
import type { Walk } from "./walk";

const [MOVING, RESTING] = [0.12, 0.6]; // seconds that an image of the animation is shown, in between and at its ends
const ROW = 16; // images in a row of the saved strip
const GAP = 4; // px between them

export function saveButtons(app: App, walk: Walk, features: FeatureSteps): HTMLElement {
  const name = `${app.atlas.name}-path`;
  const row = saveRow([
    {
      title: "PNG",
      hint: "the strip, every pixel enlarged by a whole factor",
      write: () => downloadPng(`${name}.png`, sheet(images(walk), Math.min(ROW, walk.shots.length), GAP)),
    },
    {
      title: "GIF",
      hint: "the way there and back, for ever",
      async write() {
        const pictures = images(walk);
        const order = thereAndBack(pictures.length);
        const rests = (i: number): boolean => i === 0 || i === pictures.length - 1;
        download(`${name}.gif`, encodeGif(order.map((i) => pictures[i]), order.map((i) => (rests(i) ? RESTING : MOVING))), "image/gif");
      },
    },
    { title: "JSON", hint: "stops, latents and step sizes, enough to walk the path again in Python", write: async () => downloadJson(`${name}.json`, await record(app, walk, features)) },
  ]);
  row.hidden = true;
  walk.onchange(() => (row.hidden = walk.shots.length < 2 || !walk.complete));
  return row;
}

/** The strip, enlarged. */
function images(walk: Walk): Picture[] {
  const decoded = walk.shots.flatMap(({ decoded: image }) => (image === null ? [] : [image]));
  return decoded.map((image) => enlarged(image, enlargement(image)));
}

/** Everything about the path, as `docs/how-to/explore.md` describes it. */
async function record(app: App, walk: Walk, features: FeatureSteps): Promise<unknown> {
  const { route } = app.store.get();
  const found = measure(walk.shots);
  if (found === null) throw new Error("the images are not decoded yet.");
  const inner = found.mixes.filter((mix) => mix !== null);
  return {
    format: "latlas path 1",
    atlas: app.atlas.name,
    model: app.atlas.model.name,
    path: route.kind,
    stops: await Promise.all(route.stops.map((stop, i) => stopRecord(app, stop, walk.latents[i]))),
    images: walk.shots.map(({ segment, alpha, latent, at }) => ({ segment, alpha, position: at, latent: Array.from(latent) })),
    image_steps: found.imageSteps,
    latent_steps: found.latentSteps,
    feature_steps: features.steps,
    extractor: features.steps && app.atlas.features,
    cross_dissolve: inner.length === 0 ? null : crossDissolve(inner),
  };
}
