/** The canvas of a map: deck.gl, set up for a flat map on a plain ground. */

import { Deck, OrthographicView } from "@deck.gl/core";
import { GROUND } from "../colour/palette";
import { clampZoom, fit, type Size, type View, ZOOM_LIMIT } from "../geometry/world";
import { toast } from "../ui/dom";
import type { Theme } from "../ui/theme";

const LEGEND = 232; // px from the left that an open legend takes

/** A deck in `host` that shows nothing yet; graphics take their time to start, so that it is best opened early. */
export function openDeck(host: HTMLElement, theme: Theme): Deck<OrthographicView> {
  const size = sizeOf(host);
  return new Deck<OrthographicView>({
    parent: host as HTMLDivElement,
    // points and rings smooth their own edges; a canvas without transparency costs the page less
    deviceProps: { webgl: { antialias: false, alpha: false } },
    views: groundedView(theme),
    controller: { doubleClickZoom: false, keyboard: false, touchRotate: false, dragRotate: false, scrollZoom: { speed: 0.008, smooth: false }, inertia: false },
    viewState: viewStateOf(fit(size), size) as never,
    getCursor: ({ isDragging }) => (isDragging ? "grabbing" : "crosshair"),
    // deck.gl makes its canvas a stop for the keyboard; the map itself is one, and hears the keys after a click, too
    onLoad: () => host.querySelector("canvas")?.removeAttribute("tabindex"),
    onError: (error) => toast(`The map could not be drawn: ${error.message}`, 20),
    layers: [],
  });
}

/** The view that clears the canvas to the ground of a theme. */
export function groundedView(theme: Theme): OrthographicView {
  return new OrthographicView({ id: "map", flipY: true, clear: true, clearColor: [...GROUND[theme], 255] });
}

/** Size of a map in CSS pixels, and how much of it the legend covers. */
export function sizeOf(host: HTMLElement): Size {
  const [width, height] = [Math.max(1, host.clientWidth), Math.max(1, host.clientHeight)];
  return { width, height, covered: width > 3 * LEGEND ? LEGEND : 0 };
}

/** What deck.gl calls a view. */
export function viewStateOf({ x, y, zoom }: View, size: Size): Record<string, unknown> {
  return { target: [x, y, 0], zoom, minZoom: clampZoom(-ZOOM_LIMIT, size), maxZoom: ZOOM_LIMIT };
}
