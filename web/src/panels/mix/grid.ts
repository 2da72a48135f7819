/** The surface as one picture, and the image under the pointer large beside its shares. */

import type { App } from "../../app";
import { paint } from "../../decode/pixels";
import { fill, h } from "../../ui/dom";
import { short } from "../../ui/number";
import { pictureClass } from "../../ui/picture";
import { CORNERS } from "./corners";
import type { Surface } from "./surface";

export interface GridView {
  readonly element: HTMLElement;
  /** The cell that is shown large. */
  readonly cell: () => number;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** `moved` is called when another cell is shown. */
export function gridView(app: App, surface: Surface, moved: () => void): GridView {
  const { width, height } = app.atlas.image;
  const picture = h("canvas", { class: pictureClass(app.atlas), "data-decoded": "mix", width, height });
  const cursor = h("div", { class: "mix-cursor", "aria-hidden": "true" });
  const reading = h("p", { class: "visually-hidden", "aria-live": "polite" });
  const grid = h("div", { class: "mix-grid", tabIndex: 0, role: "img", "aria-label": "Decoded grid between the four corners. Arrow keys go from image to image." }, picture, cursor);
  const large = h("canvas", { class: pictureClass(app.atlas), "data-decoded": "mix-cell", width, height, role: "img", "aria-label": "The image of the grid that is pointed at" });
  const shares = h("dl", { class: "facts shares" });
  let at = 0;
  let painted: unknown[] = [];

  const show = (cell: number): void => {
    at = cell;
    const { side, cells } = surface;
    if (cells[cell] === undefined) return;
    const { decoded, weights } = cells[cell];
    if (decoded !== null) paint(large, decoded);
    const percent = weights.map((weight) => `${short(100 * weight, 3)} %`);
    fill(shares, ...CORNERS.flatMap(({ letter, name }, corner) => [h("dt", { title: name }, letter), h("dd", {}, percent[corner])]));
    cursor.style.width = cursor.style.height = `${100 / side}%`;
    cursor.style.left = `${(100 * (cell % side)) / side}%`;
    cursor.style.top = `${(100 * Math.floor(cell / side)) / side}%`;
    reading.textContent = `Row ${Math.floor(cell / side) + 1}, column ${(cell % side) + 1}: ${CORNERS.map(({ letter }, corner) => `${letter} ${percent[corner]}`).join(", ")}`;
    moved();
  };

  surface.onchange(() => {
    const { side, cells } = surface;
    if (picture.width !== side * width || picture.height !== side * height || painted.length !== cells.length) {
      Object.assign(picture, { width: Math.max(1, side * width), height: Math.max(1, side * height) });
      painted = cells.map(() => null);
    }
    const context = picture.getContext("2d");
    cells.forEach(({ decoded }, i) => {
      if (decoded === null || decoded === painted[i]) return;
      context?.putImageData(new ImageData(decoded.rgba, width, height), (i % side) * width, Math.floor(i / side) * height);
      painted[i] = decoded;
    });
    show(Math.min(at, Math.max(0, cells.length - 1)));
  });
  grid.addEventListener("pointermove", (event) => {
    const box = grid.getBoundingClientRect();
    const inside = (share: number): number => Math.min(surface.side - 1, Math.max(0, Math.floor(share * surface.side)));
    const cell = inside((event.clientY - box.top) / box.height) * surface.side + inside((event.clientX - box.left) / box.width);
    if (cell !== at) show(cell);
  });
  grid.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    const [x, y] = [(at % surface.side) + arrow[0], Math.floor(at / surface.side) + arrow[1]];
    if (x >= 0 && y >= 0 && x < surface.side && y < surface.side) show(y * surface.side + x);
  });
  const element = h("div", { class: "mixed" }, grid, h("div", { class: "large" }, h("div", {}, large), h("div", {}, h("p", { class: "big-number" }, "Shares of the corners"), shares)), reading);
  return { element, cell: () => at };
}
