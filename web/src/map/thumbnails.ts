/** Pictures instead of points where few enough items are on the screen. */

import type { Layer } from "@deck.gl/core";
import { IconLayer } from "@deck.gl/layers";
import type { App } from "../app";
import { FAINT } from "../colour/attributes";
import { NEUTRAL } from "../colour/palette";
import { fit, type Size, type View, visibleRect } from "../geometry/world";

const MOST_ITEMS = 1500;
const MOST_SHEETS = 48;
const NEARER = 0.9; // zoom levels closer than the whole map
const FEW = 150;
const FRAME = 3; // px of the item's colour around its thumbnail
const FLAT = { depthCompare: "always", depthWriteEnabled: false } as const;

/** `complete`: every visible item has its thumbnail, none is left to be a point. */
export interface Shown { readonly layers: readonly Layer[]; readonly rows: ReadonlySet<number>; readonly size: number; readonly complete: boolean }

export class Thumbnails {
  private readonly pictures = new Map<number, ImageBitmap>();
  private readonly wanted = new Set<number>();
  private readonly mapping: Record<string, { x: number; y: number; width: number; height: number }> = {};
  private readonly blank: HTMLCanvasElement;

  /** `redraw` is called when a sheet has arrived. */
  constructor(private readonly app: App, private readonly redraw: () => void) {
    const { width, height } = app.atlas.items.sheet;
    for (let within = 0; within < app.items.perSheet; within++) {
      const { x, y } = app.items.place(within);
      this.mapping[within] = { x, y, width, height };
    }
    this.blank = document.createElement("canvas");
    this.blank.width = this.blank.height = 4;
    const context = this.blank.getContext("2d");
    if (context) context.fillStyle = "white";
    context?.fillRect(0, 0, 4, 4);
  }

  /** Layers for the view, or null when too many items are visible. */
  show(view: View, screen: Size): Shown | null {
    if (this.app.atlas.items.sheet.count === 0 || !this.app.store.get().points) return null;
    // the whole map shows its structure in colours, unless it has only a handful of items
    if (view.zoom < fit(screen).zoom + NEARER && this.app.atlas.items.count > FEW) return null;
    const rows = this.app.grid.inside(visibleRect(view, screen, 32), this.app.mask(), MOST_ITEMS);
    if (rows === null || rows.length === 0) return null;
    const side = Math.sqrt((screen.width * screen.height * 0.4) / rows.length);
    const size = Math.min(64, Math.max(28, Math.floor(side / 8) * 8));
    const placed = apart(rows, this.app.world, (size + 2 * FRAME) / 2 ** view.zoom);
    const bySheet = Map.groupBy(placed, (row) => this.app.items.place(row).sheet);
    if (bySheet.size > MOST_SHEETS) return null;
    for (const sheet of bySheet.keys()) this.want(sheet);
    const ready = [...bySheet].filter(([sheet]) => this.pictures.has(sheet));
    const drawn = ready.flatMap(([, members]) => members);
    const layers = ready.map(([sheet, members]) => this.sheetLayer(sheet, members, size));
    return { layers: [this.frameLayer(drawn, size), ...layers], rows: new Set(drawn), size, complete: drawn.length === rows.length };
  }

  private want(sheet: number): void {
    if (this.wanted.has(sheet)) return;
    this.wanted.add(sheet);
    this.app.items.sheet(sheet).then(
      (picture) => {
        this.pictures.set(sheet, picture);
        for (const old of this.pictures.keys()) {
          if (this.pictures.size <= 2 * MOST_SHEETS) break;
          this.pictures.delete(old);
          this.wanted.delete(old);
        }
        this.redraw();
      },
      // the sheet stays wanted: a missing file is asked for once, and its items stay points
      () => {},
    );
  }

  private sheetLayer(sheet: number, rows: readonly number[], size: number): Layer {
    const { width, height } = this.app.atlas.items.sheet;
    return new IconLayer<number>({
      id: `thumbnails-${sheet}`,
      data: rows,
      iconAtlas: this.pictures.get(sheet) as unknown as string,
      iconMapping: this.mapping,
      getIcon: (row) => String(row % this.app.items.perSheet),
      getPosition: (row) => [this.app.world[2 * row], this.app.world[2 * row + 1]],
      getColor: (row) => [255, 255, 255, this.opacity(row)],
      getSize: 1,
      sizeScale: (size * height) / Math.max(width, height),
      sizeUnits: "pixels",
      alphaCutoff: -1,
      textureParameters: { minFilter: "linear", magFilter: size > 1.5 * width ? "nearest" : "linear" },
      parameters: FLAT,
      updateTriggers: { getColor: this.app.chosen() },
    });
  }

  /** Of 255; what is not selected steps back. */
  private opacity(row: number): number {
    const chosen = this.app.chosen();
    return chosen === null || chosen[row] !== 0 ? 255 : FAINT;
  }

  private frameLayer(rows: readonly number[], size: number): Layer {
    const { colouring, theme } = this.app.store.get();
    const attribute = this.app.attributes.find(({ key }) => key === colouring);
    const colours = attribute?.colours(theme) ?? [NEUTRAL[theme]];
    const { width, height } = this.app.atlas.items.sheet;
    const shrink = size / Math.max(width, height);
    return new IconLayer<number>({
      id: "thumbnail-frames",
      data: rows as number[],
      iconAtlas: this.blank as unknown as string,
      iconMapping: { frame: { x: 0, y: 0, width: width * shrink + 2 * FRAME, height: height * shrink + 2 * FRAME, mask: true } },
      getIcon: () => "frame",
      getPosition: (row) => [this.app.world[2 * row], this.app.world[2 * row + 1]],
      getColor: (row) => [...colours[attribute ? attribute.codes[row] : 0], this.opacity(row)] as [number, number, number, number],
      getSize: 1,
      sizeScale: height * shrink + 2 * FRAME,
      sizeUnits: "pixels",
      parameters: FLAT,
      updateTriggers: { getColor: [colouring, theme, this.app.chosen()] },
    });
  }
}

/** The rows whose squares of a given side do not overlap those chosen before; which go first does not depend on the view. */
export function apart(rows: readonly number[], world: Float32Array, side: number): number[] {
  const chosen: number[] = [];
  const cells = new Map<string, number[]>();
  const first = rows.toSorted((a, b) => scatter(a) - scatter(b));
  for (const row of first) {
    const [x, y] = [world[2 * row], world[2 * row + 1]];
    const [cx, cy] = [Math.floor(x / side), Math.floor(y / side)];
    const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].flatMap((dx) => cells.get(`${cx + dx},${cy + dy}`) ?? []));
    if (around.some((other) => Math.abs(world[2 * other] - x) < side && Math.abs(world[2 * other + 1] - y) < side)) continue;
    chosen.push(row);
    cells.set(`${cx},${cy}`, [...(cells.get(`${cx},${cy}`) ?? []), row]);
  }
  return chosen;
}

/** A fixed, seemingly random rank of a row (multiplicative hashing, Knuth). */
function scatter(row: number): number {
  return Math.imul(row, 2654435761) >>> 0;
}
