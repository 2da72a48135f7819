/** Marks of brought pictures on the map: each picture in a frame whose tip stands at its place, and rings around the nearest items. */

import type { Layer } from "@deck.gl/core";
import { IconLayer, ScatterplotLayer } from "@deck.gl/layers";
import type { App } from "../../app";
import type { Brought } from "../../encode/bring";
import { toPicture } from "../../encode/prepare";
import { type Point, toWorld } from "../../geometry/world";

const FLAT = { depthCompare: "always", depthWriteEnabled: false } as const;
const PICTURE = 40; // px on the screen
const FRAME = 3;
const TIP = 8;
const WIDTH = PICTURE + 2 * FRAME;
const HEIGHT = WIDTH + TIP;
const SHARP = 2; // pixels of the canvas for one on the screen
const COLUMNS = 16;
const INK = { light: { current: "#00619a", other: "#5b6572" }, dark: { current: "#6cc0f0", other: "#98a2b0" } } as const;

interface Cell { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly anchorY: number }

/** Draws the marks anew only when they have changed. */
export class Marks {
  private canvas: HTMLCanvasElement | null = null;
  private drawnFor: readonly unknown[] = [];

  constructor(private readonly app: App) {}

  layers(all: readonly Brought[], current: Brought | null): (Layer | null)[] {
    const { theme } = this.app.store.get();
    const needed = [all, current, theme];
    if (needed.some((value, i) => value !== this.drawnFor[i])) this.canvas = draw(all, current, theme);
    this.drawnFor = needed;
    const placed = all.flatMap((one, i) => (one.place === null ? [] : [{ i, at: toWorld(this.app.atlas.bounds, one.place) }]));
    if (this.canvas === null || placed.length === 0) return [];
    // the current one lies on top
    placed.sort((a, b) => Number(all[a.i] === current) - Number(all[b.i] === current));
    const mapping = Object.fromEntries(all.map((_, i) => [String(i), cell(i)]));
    return [
      this.rings(current),
      new IconLayer<(typeof placed)[number]>({
        id: "brought",
        data: placed,
        iconAtlas: this.canvas as unknown as string,
        iconMapping: mapping,
        getIcon: ({ i }) => String(i),
        getPosition: ({ at }) => [at[0], at[1]],
        getSize: 1,
        sizeScale: HEIGHT,
        sizeUnits: "pixels",
        alphaCutoff: -1,
        parameters: FLAT,
      }),
    ];
  }

  private rings(current: Brought | null): Layer | null {
    if (current === null) return null;
    const { theme } = this.app.store.get();
    const colour = [1, 3, 5].map((i) => Number.parseInt(INK[theme].current.slice(i, i + 2), 16));
    return new ScatterplotLayer<number>({
      id: "brought-nearest",
      data: current.nearest,
      getPosition: (row) => [this.app.world[2 * row], this.app.world[2 * row + 1]],
      getRadius: 7,
      getLineWidth: 2,
      getLineColor: colour as [number, number, number],
      radiusUnits: "pixels",
      lineWidthUnits: "pixels",
      filled: false,
      stroked: true,
      parameters: FLAT,
      updateTriggers: { getLineColor: theme },
    });
  }
}

/** Which mark lies at a screen point, given the screen points of the tips; the last one drawn first. */
export function markAt([x, y]: Point, tips: readonly (Point | null)[]): number | null {
  const found = tips.findLastIndex((tip) => tip !== null && Math.abs(x - tip[0]) <= WIDTH / 2 && y <= tip[1] && y >= tip[1] - HEIGHT);
  return found === -1 ? null : found;
}

function cell(i: number): Cell {
  return { x: (i % COLUMNS) * WIDTH * SHARP, y: Math.floor(i / COLUMNS) * HEIGHT * SHARP, width: WIDTH * SHARP, height: HEIGHT * SHARP, anchorY: HEIGHT * SHARP };
}

function draw(all: readonly Brought[], current: Brought | null, theme: "light" | "dark"): HTMLCanvasElement | null {
  if (all.length === 0) return null;
  const canvas = document.createElement("canvas");
  canvas.width = COLUMNS * WIDTH * SHARP;
  canvas.height = Math.ceil(all.length / COLUMNS) * HEIGHT * SHARP;
  const context = canvas.getContext("2d");
  all.forEach((one, i) => {
    const { x, y } = cell(i);
    if (context) drawMark(context, one, x, y, INK[theme][one === current ? "current" : "other"]);
  });
  return canvas;
}

function drawMark(context: CanvasRenderingContext2D, { prepared }: Brought, x: number, y: number, colour: string): void {
  const middle = x + (WIDTH * SHARP) / 2;
  const bottom = y + WIDTH * SHARP;
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x, y, WIDTH * SHARP, WIDTH * SHARP, 5 * SHARP);
  context.moveTo(middle - TIP * SHARP, bottom - 1);
  context.lineTo(middle, bottom + TIP * SHARP);
  context.lineTo(middle + TIP * SHARP, bottom - 1);
  context.fill();
  const { rgba, width, height } = toPicture(prepared);
  const small = new OffscreenCanvas(width, height);
  small.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  const scale = (PICTURE * SHARP) / Math.max(width, height);
  const [w, h] = [width * scale, height * scale];
  context.imageSmoothingEnabled = scale < 1;
  context.drawImage(small, x + FRAME * SHARP + (PICTURE * SHARP - w) / 2, y + FRAME * SHARP + (PICTURE * SHARP - h) / 2, w, h);
}
