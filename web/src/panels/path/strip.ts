/** The strip of decoded images, and the big picture that runs along it. */

import type { App } from "../../app";
import { paint, toRgba } from "../../decode/pixels";
import { fill, h, icon } from "../../ui/dom";
import { pictureClass } from "../../ui/picture";
import type { Player } from "./player";
import type { Walk } from "./walk";

/** The big picture beside the pixel mix of the stops, what is shown, and the button that plays. */
export function bigPicture(app: App, walk: Walk, player: Player): HTMLElement {
  const { channels, width, height } = app.atlas.image;
  const canvas = (name: string, label: string) => h("canvas", { class: pictureClass(app.atlas), "data-decoded": name, width, height, role: "img", "aria-label": label });
  const [decoded, mixed] = [canvas("path", "Decoded image on the path"), canvas("path-mix", "The stops before and after, mixed pixel by pixel")];
  const button = h("button", { class: "button play", title: "Run along the path (space)", onclick: () => player.toggle() });
  const number = h("p", { class: "big-number" });
  const where = h("p", { class: "quiet" });
  player.onpicture((image, time) => {
    paint(decoded, image);
    const mix = walk.mixAt(time);
    if (mix) paint(mixed, { rgba: toRgba(mix, channels, height, width), width, height });
  });
  let playing: boolean | null = null;
  player.onchange(() => {
    if (player.playing !== playing) {
      playing = player.playing;
      fill(button, icon(playing ? "pause" : "play"), playing ? "Pause" : "Play");
    }
    const place = player.time === null ? null : walk.where(player.time);
    if (player.time === null || place === null) return;
    number.textContent = `Image ${Math.round(player.time) + 1} of ${walk.shots.length}`;
    where.textContent = `stop ${place.segment + 1} to ${place.segment + 2}, α = ${place.alpha.toFixed(2)}`;
  });
  const fade = h("figcaption", { title: "The images of the two stops faded into each other: a model that does no better has learned no way between them" }, "Pixels mixed");
  return h(
    "div",
    { class: "big" },
    h("div", { class: "big-pair" }, h("figure", {}, decoded, h("figcaption", {}, "Decoded")), h("figure", {}, mixed, fade)),
    h("div", { class: "row" }, h("div", {}, number, where), button),
  );
}

/** Small images in order; pointing at one, or going to it by the arrow keys, shows it in the big picture and on the map. */
export function strip(app: App, walk: Walk, player: Player): HTMLElement {
  const list = h("div", { class: "strip", role: "group", "aria-label": "Images along the path. Arrow keys go along, space plays." });
  const { width, height } = app.atlas.image;
  let frames: { button: HTMLButtonElement; canvas: HTMLCanvasElement; painted: unknown }[] = [];

  const make = (i: number) => {
    const canvas = h("canvas", { class: pictureClass(app.atlas), "data-decoded": `path-${i}`, width, height });
    const look = (): void => {
      player.stop();
      player.show(i);
    };
    const button = h("button", { class: "frame", tabIndex: -1, onclick: look, onfocus: look, onpointerenter: (event: PointerEvent) => event.pointerType === "mouse" && !player.playing && player.show(i) }, canvas);
    return { button, canvas, painted: null };
  };
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === " ") player.toggle();
    else if (step !== undefined && player.time !== null) frames[Math.round(player.time) + step]?.button.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  walk.onchange(() => {
    if (frames.length !== walk.shots.length) {
      frames = walk.shots.map((_, i) => frames[i] ?? make(i));
      fill(list, ...frames.map(({ button }) => button));
    }
    walk.shots.forEach(({ decoded, stop }, i) => {
      const frame = frames[i];
      if (decoded !== null && decoded !== frame.painted) {
        paint(frame.canvas, decoded);
        frame.painted = decoded;
      }
      frame.button.dataset.stop = stop === null ? "" : String(stop + 1);
      frame.button.setAttribute("aria-label", `Image ${i + 1} of ${walk.shots.length}${stop === null ? "" : `, stop ${stop + 1}`}`);
    });
  });
  player.onchange(() => {
    const now = player.time === null ? -1 : Math.round(player.time);
    frames.forEach(({ button }, i) => {
      button.toggleAttribute("data-now", i === now);
      button.tabIndex = i === Math.max(0, now) ? 0 : -1;
    });
  });
  return list;
}
