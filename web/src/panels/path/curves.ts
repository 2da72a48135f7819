/** How even the path is: steps in the image and in the latent, and how much of it is mere fading. */

import { euclidean } from "../../geometry/paths";
import { crossDissolve, type Mixed, nearestMix, rootMeanSquare, stepRatio } from "../../geometry/steps";
import { fill, h } from "../../ui/dom";
import { short } from "../../ui/number";
import { curve, type CurveData } from "../../ui/curve";
import type { FeatureSteps } from "./features";
import type { Player } from "./player";
import type { Shot, Walk } from "./walk";

/** What was measured on a strip. */
export interface Measures {
  /** Between consecutive images: root of the squared difference, mean over channels and pixels. */
  readonly imageSteps: readonly number[];
  /** Between consecutive latents: Euclidean. */
  readonly latentSteps: readonly number[];
  /** Each image against the pixel mixes of the stops before and after it; null for stops. */
  readonly mixes: readonly (Mixed | null)[];
}

/** Null until all images are there. */
export function measure(shots: readonly Shot[]): Measures | null {
  const images = shots.map(({ decoded }) => decoded?.values);
  if (shots.length < 2 || images.some((image) => image === undefined)) return null;
  const values = images as Float32Array[];
  const stops = shots.flatMap(({ stop }, i) => (stop === null ? [] : [i]));
  return {
    imageSteps: values.slice(1).map((image, i) => rootMeanSquare(values[i], image)),
    latentSteps: shots.slice(1).map(({ latent }, i) => euclidean(shots[i].latent, latent)),
    mixes: shots.map(({ stop, segment }, i) => (stop === null ? nearestMix(values[i], values[stops[segment]], values[stops[segment + 1]]) : null)),
  };
}

/** Curves over the strip, and their sum in numbers. */
export function curves(walk: Walk, player: Player, features: FeatureSteps, extractor: string | null): HTMLElement {
  const choose = (x: number): void => {
    player.stop();
    player.show(Math.round(x));
  };
  const [image, latent, look, fade] = [curve(choose), curve(choose), curve(choose), curve(choose)];
  const all = extractor === null ? [image, latent, fade] : [image, latent, look, fade];
  const facts = h("dl", { class: "facts path-facts" });
  const section = h("div", { class: "curves", hidden: true }, ...all.map(({ element }) => element), facts);
  const looks = { title: "Step in looks", unit: `${extractor} features` };
  let measured: readonly Shot[] | null = null;
  let step: Omit<CurveData, "title" | "unit" | "values"> = { x: [], range: [0, 1], marks: [], describe: String };

  features.onchange(() => {
    if (walk.shots !== measured || features.steps === null) return;
    look.show({ ...step, ...looks, values: features.steps });
    look.point(player.time);
  });
  walk.onchange(() => {
    if (walk.shots === measured) return;
    const found = measure(walk.shots);
    section.classList.toggle("stale", found === null);
    if (walk.shots.length < 2) section.hidden = true;
    if (found === null) return;
    measured = walk.shots;
    section.hidden = false;
    const last = walk.shots.length - 1;
    const marks = walk.shots.flatMap(({ stop }, i) => (stop === null || i === 0 || i === last ? [] : [i]));
    step = { x: found.imageSteps.map((_, i) => i + 0.5), range: [0, last], marks, describe: (i: number) => `images ${i + 1}–${i + 2}` };
    image.show({ ...step, title: "Step in the image", unit: "RMSE per pixel", values: found.imageSteps });
    latent.show({ ...step, title: "Step in the latent", unit: "Euclidean", values: found.latentSteps });
    look.show({ ...step, ...looks, values: [] });
    fade.show(fading(found, last, marks));
    fill(facts, ...numbers(found));
    for (const one of all) one.point(player.time);
  });
  player.onchange(() => {
    for (const one of all) one.point(player.time);
  });
  return section;
}

function fading({ mixes }: Measures, last: number, marks: readonly number[]): CurveData {
  const values = mixes.map((mix) => (mix === null ? Number.NaN : 100 * crossDissolve([mix])));
  return { title: "Cross-dissolve", unit: "% explained by mixing", values, x: mixes.map((_, i) => i), range: [0, last], top: 100, marks, describe: (i) => `image ${i + 1}` };
}

function numbers({ imageSteps, latentSteps, mixes }: Measures): HTMLElement[] {
  const inner = mixes.filter((mix) => mix !== null);
  const share = crossDissolve(inner);
  const rows: [string, string, string][] = [
    ["longest / mean step", `${short(stepRatio(imageSteps), 3)} (1: all even)`, "In the image. The nearer to 1, the more evenly the image changes along the path."],
    ["length in latent space", short(latentSteps.reduce((sum, step) => sum + step, 0), 4), "Sum of the steps between the latents"],
    ["cross-dissolve", Number.isNaN(share) ? "–" : `${Math.round(100 * share)} % (100 %: fading)`, "The lower the better. Share of what separates the images between the stops from the nearer stop that mixing the stops pixel by pixel explains."],
  ];
  return rows.flatMap(([name, value, title]) => [h("dt", { title }, name), h("dd", {}, value)]);
}
