/** Lines and a marker of a tool, above the points, in ink that stands out from every colour. */

import type { Layer } from "@deck.gl/core";
import { PathLayer, ScatterplotLayer } from "@deck.gl/layers";
import { type Bounds, type Point, toWorld } from "../geometry/world";
import type { Theme } from "../ui/theme";

const FLAT = { depthCompare: "always", depthWriteEnabled: false } as const;
const INK: Readonly<Record<Theme, readonly [number, number, number]>> = { light: [20, 24, 30], dark: [245, 247, 250] };
const HALO: Readonly<Record<Theme, readonly [number, number, number]>> = { light: [255, 255, 255], dark: [10, 12, 16] };

export interface Drawing {
  /** Names the layers; each tool has its own. */
  readonly id: string;
  readonly bounds: Bounds;
  readonly theme: Theme;
}

/** Lines through places in map units, `width` pixels wide, with a halo. */
export function lineLayers({ id, bounds, theme }: Drawing, lines: readonly (readonly Point[])[], width: number, opacity = 1): Layer[] {
  const data = lines.filter((line) => line.length > 1).map((line) => line.map((at) => [...toWorld(bounds, at)] as [number, number]));
  const layer = (name: string, pixels: number, colour: readonly [number, number, number], strength: number): Layer =>
    new PathLayer<[number, number][]>({
      id: `${id}-${name}`,
      data,
      getPath: (line) => line,
      getColor: [...colour, Math.round(255 * strength)],
      getWidth: pixels,
      widthUnits: "pixels",
      capRounded: true,
      jointRounded: true,
      parameters: FLAT,
      updateTriggers: { getColor: theme },
    });
  return [layer("halo", width + 3, HALO[theme], 0.75 * opacity), layer("line", width, INK[theme], opacity)];
}

/** A dot with a ring at a place in map units. */
export function markerLayer({ id, bounds, theme }: Drawing, at: Point): Layer {
  return new ScatterplotLayer<Point>({
    id: `${id}-marker`,
    data: [at],
    getPosition: (place) => [...toWorld(bounds, place)] as [number, number],
    getRadius: 6,
    getLineWidth: 2.5,
    getFillColor: [...(theme === "light" ? ([0, 97, 154] as const) : ([108, 192, 240] as const)), 255], // --accent of style/base.css
    getLineColor: [...HALO[theme], 255],
    radiusUnits: "pixels",
    lineWidthUnits: "pixels",
    filled: true,
    stroked: true,
    parameters: FLAT,
    updateTriggers: { getFillColor: theme, getLineColor: theme },
  });
}
