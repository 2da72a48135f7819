/** A picture of the map with its caption, as a PNG file. */

import { css, GROUND } from "../colour/palette";
import type { Theme } from "../ui/theme";
import { type Caption, flow } from "./caption";

// px on the screen; the picture has as many pixels as the screen has
const MARGIN = 16;
const LINE = 20;
const SWATCH = 11;
const GAP = 14;
const INK: Readonly<Record<Theme, readonly [string, string]>> = { light: ["#1d232b", "#5b6572"], dark: ["#e6e9ee", "#98a2b0"] };
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** The map above its caption. `sharp`: pixels of the map for one of CSS. */
export function compose(map: HTMLCanvasElement, caption: Caption, theme: Theme, sharp: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  const width = map.width / sharp;
  context.font = `12px ${FAMILY}`;
  const texts = caption.colouring === "" ? [] : [`${caption.colouring}:`, ...caption.entries.map(({ name }) => name)];
  const widths = texts.map((text, i) => context.measureText(text).width + GAP + (i === 0 ? 0 : SWATCH + 5));
  const places = flow(widths, width - 2 * MARGIN);
  const lines = places.length === 0 ? 0 : places[places.length - 1].line + 1;
  const top = map.height / sharp;
  canvas.width = map.width;
  canvas.height = Math.ceil((top + 2 * MARGIN + LINE * (2 + lines)) * sharp);
  context.fillStyle = css(GROUND[theme]);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, 0);
  context.scale(sharp, sharp);
  context.textBaseline = "middle";
  const write = (text: string, x: number, y: number, font: string, colour: string): void => {
    context.font = `${font} ${FAMILY}`;
    context.fillStyle = colour;
    context.fillText(text, x, y, width - 2 * MARGIN);
  };
  const [ink, quiet] = INK[theme];
  const first = top + MARGIN + LINE / 2;
  write(caption.title, MARGIN, first, "600 15px", ink);
  write(caption.subtitle, MARGIN, first + LINE, "12px", quiet);
  texts.forEach((text, i) => {
    const [x, y] = [MARGIN + places[i].x, first + LINE * (2 + places[i].line)];
    if (i > 0) {
      context.fillStyle = css(caption.entries[i - 1].colour);
      context.beginPath();
      context.arc(x + SWATCH / 2, y, SWATCH / 2, 0, 2 * Math.PI);
      context.fill();
    }
    write(text, i === 0 ? x : x + SWATCH + 5, y, "12px", i === 0 ? quiet : ink);
  });
  return canvas;
}

/** A canvas as a PNG file. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error("This browser could not make the picture")) : resolve(blob)), "image/png"));
}
