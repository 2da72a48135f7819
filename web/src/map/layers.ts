/** The layers of the map: decoded manifold, points, rings. World coordinates everywhere. */

import type { Layer } from "@deck.gl/core";
import { TileLayer } from "@deck.gl/geo-layers";
import { BitmapLayer, ScatterplotLayer } from "@deck.gl/layers";
import type { App } from "../app";
import { loadPicture } from "../atlas/load";
import { fillColours, shuffled } from "../colour/attributes";
import { fit, type Size, type View, WORLD } from "../geometry/world";
import { toast } from "../ui/dom";
import { DotsLayer } from "./dots";

const FLAT = { depthCompare: "always", depthWriteEnabled: false } as const;

const CLEARANCE = 8; // px between the selected item and a neighbour that gets a ring of its own

/** deck.gl raises an opacity to 1/2.2 before it blends; this undoes it. */
function straight(opacity: number): number {
  return opacity ** 2.2;
}

/** The tiles of the decoded manifold that the view needs, or null when there are none or they are switched off. */
export function backgroundLayer(app: App): Layer | null {
  const { background, backgroundOpacity } = app.store.get();
  const tiles = app.atlas.tiles;
  if (tiles === null || !background) return null;
  return new TileLayer<ImageBitmap>({
    id: "background",
    data: "tiles",
    tileSize: WORLD,
    extent: [0, 0, WORLD, WORLD],
    minZoom: 0,
    maxZoom: tiles.levels - 1,
    zoomOffset: window.devicePixelRatio >= 1.5 ? 1 : 0,
    opacity: straight(backgroundOpacity),
    getTileData: ({ index, signal }) => loadPicture(`tiles/${index.z}/${index.x}/${index.y}.webp`, signal, app.home),
    onTileError: (error: Error) => toast(error.message, 6),
    renderSubLayers: (props) => {
      const { left, top, right, bottom } = props.tile.bbox as { left: number; top: number; right: number; bottom: number };
      return new BitmapLayer({ ...props, data: undefined, image: props.data, bounds: [left, bottom, right, top], parameters: FLAT });
    },
  });
}

/** All items as points in a fixed random order. */
export class Points {
  private readonly order: Uint32Array;
  private readonly positions: Float32Array;
  private colours: Uint8Array = new Uint8Array();
  private colouredFor: unknown[] = [];

  constructor(private readonly app: App) {
    this.order = shuffled(app.atlas.items.count);
    this.positions = new Float32Array(app.world.length);
    this.order.forEach((row, i) => {
      this.positions[2 * i] = app.world[2 * row];
      this.positions[2 * i + 1] = app.world[2 * row + 1];
    });
  }

  /** The first `shown` points. */
  layer(view: View, size: Size, shown: number, visible: boolean): Layer {
    const { radius, opacity } = dot(this.app.atlas.items.count, view, size);
    return new DotsLayer({ id: "points", visible, positions: this.positions, colours: this.fill(), shown, radius, strength: opacity, parameters: FLAT });
  }

  private fill(): Uint8Array {
    const { colouring, theme } = this.app.store.get();
    const attribute = this.app.attributes.find(({ key }) => key === colouring) ?? null;
    const needed = [this.app.mask(), this.app.chosen(), attribute, theme];
    if (needed.some((value, i) => value !== this.colouredFor[i])) {
      this.colours = fillColours(this.order, this.app.mask(), attribute, theme, this.app.chosen());
      this.colouredFor = needed;
    }
    return this.colours;
  }
}

/** Radius in pixels and opacity of a point, for the number of items and the zoom. */
export function dot(count: number, view: View, size: Size): { radius: number; opacity: number } {
  const whole = fit(size).zoom;
  // the radius at which all points together would cover a fifth of the map when all of it is seen
  const sparse = 2 ** whole * WORLD * Math.sqrt(0.2 / (Math.PI * count));
  const radius = Math.min(7, Math.max(1, Math.min(3.2, sparse) * 2 ** ((view.zoom - whole) * 0.45)));
  const crowding = (radius / sparse) ** 2 / 4 ** Math.max(0, view.zoom - whole);
  return { radius, opacity: Math.min(0.95, Math.max(0.5, 0.95 / Math.sqrt(Math.max(1, crowding)))) };
}

/**
 * Rings around the selected item and, thinner, around those neighbours that stand clear of it.
 * `radius` is that of an item itself, in pixels; `scale` the pixels of a world unit.
 */
export function ringLayer(app: App, radius: (row: number) => number, scale: number): Layer | null {
  const { selected, neighbours, theme } = app.store.get();
  if (selected === null) return null;
  const at = (row: number): [number, number] => [app.world[2 * row], app.world[2 * row + 1]];
  const [x, y] = at(selected);
  const clear = neighbours.filter((row) => Math.hypot(at(row)[0] - x, at(row)[1] - y) * scale > radius(selected) + CLEARANCE);
  const ink = theme === "light" ? 20 : 245;
  return new ScatterplotLayer<number>({
    id: "rings",
    data: [...clear, selected],
    getPosition: at,
    getRadius: (row) => radius(row) + (row === selected ? 5 : 2.5),
    getLineWidth: (row) => (row === selected ? 2.5 : 1.25),
    getLineColor: (row) => [ink, ink, ink, row === selected ? 255 : 130],
    radiusUnits: "pixels",
    lineWidthUnits: "pixels",
    filled: false,
    stroked: true,
    parameters: FLAT,
    updateTriggers: { getRadius: radius, getLineWidth: selected, getLineColor: [theme, selected] },
  });
}
