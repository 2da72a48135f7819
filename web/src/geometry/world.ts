/**
 * Three kinds of coordinates. *Map*: the units of the atlas (latents or their projection), y upward.
 * *World*: the square [0, 256]² that the map's bounds fill at zoom 0, y downward, as tiles count it.
 * *Screen*: CSS pixels from the top left of the map's element.
 */

export const WORLD = 256;
export const ZOOM_LIMIT = 14;

export type Bounds = readonly [number, number, number, number];
export type Point = readonly [number, number];

/** The part of the world on the screen: its centre, and zoom as log2 of pixels per world unit. */
export interface View { readonly x: number; readonly y: number; readonly zoom: number }
/** Pixels of the map's element; the leftmost `covered` lie under the legend while everything is shown. */
export interface Size { readonly width: number; readonly height: number; readonly covered?: number }

/** Map to world. */
export function toWorld([xmin, ymin, xmax, ymax]: Bounds, [x, y]: Point): Point {
  return [((x - xmin) / (xmax - xmin)) * WORLD, ((ymax - y) / (ymax - ymin)) * WORLD];
}

/** World to map. */
export function toMap([xmin, ymin, xmax, ymax]: Bounds, [x, y]: Point): Point {
  return [xmin + (x / WORLD) * (xmax - xmin), ymax - (y / WORLD) * (ymax - ymin)];
}

/** All positions at once, map to world. */
export function positionsToWorld(bounds: Bounds, positions: Float32Array): Float32Array {
  const [xmin, ymin, xmax, ymax] = bounds;
  const [sx, sy] = [WORLD / (xmax - xmin), WORLD / (ymax - ymin)];
  const world = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i += 2) {
    world[i] = (positions[i] - xmin) * sx;
    world[i + 1] = (ymax - positions[i + 1]) * sy;
  }
  return world;
}

/** Screen to world. */
export function unproject(view: View, size: Size, [x, y]: Point): Point {
  const scale = 2 ** view.zoom;
  return [view.x + (x - size.width / 2) / scale, view.y + (y - size.height / 2) / scale];
}

/** World to screen. */
export function project(view: View, size: Size, [x, y]: Point): Point {
  const scale = 2 ** view.zoom;
  return [(x - view.x) * scale + size.width / 2, (y - view.y) * scale + size.height / 2];
}

/** The view that shows the whole map with a little air. */
export function fit({ width, height, covered = 0 }: Size): View {
  const scale = (Math.max(64, Math.min(width - covered, height)) * 0.96) / WORLD;
  return { x: WORLD / 2 - covered / 2 / scale, y: WORLD / 2, zoom: Math.log2(scale) };
}

/** Zooms by `levels`, leaving one world point where it is on the screen. */
export function zoomAround(view: View, anchor: Point, levels: number, size: Size): View {
  const zoom = clampZoom(view.zoom + levels, size);
  const shrink = 2 ** (view.zoom - zoom);
  return { x: anchor[0] + (view.x - anchor[0]) * shrink, y: anchor[1] + (view.y - anchor[1]) * shrink, zoom };
}

/** Zoom between a bit further out than the whole map and the limit. */
export function clampZoom(zoom: number, size: Size): number {
  return Math.min(ZOOM_LIMIT, Math.max(fit(size).zoom - 1.5, zoom));
}

/** Moves the view as little as needed so that a world point is at least `margin` pixels inside the screen. */
export function reveal(view: View, size: Size, point: Point, margin = 40): View {
  const [x, y] = project(view, size, point);
  const scale = 2 ** view.zoom;
  const over = (at: number, length: number) => (at < margin ? at - margin : at > length - margin ? at - (length - margin) : 0) / scale;
  const [dx, dy] = [over(x, size.width), over(y, size.height)];
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

/** The world rectangle on the screen: [left, top, right, bottom]. */
export function visibleRect(view: View, size: Size, pad = 0): Bounds {
  const [left, top] = unproject(view, size, [-pad, -pad]);
  const [right, bottom] = unproject(view, size, [size.width + pad, size.height + pad]);
  return [left, top, right, bottom];
}
