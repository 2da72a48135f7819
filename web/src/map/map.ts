/** The map: deck.gl draws the layers, the store holds the view. */

import { Deck, type Layer, OrthographicView } from "@deck.gl/core";
import type { App } from "../app";
import { GROUND } from "../colour/palette";
import { clampZoom, fit, type Point, reveal, type Size, type View, WORLD, ZOOM_LIMIT, zoomAround } from "../geometry/world";
import type { State } from "../state/state";
import { toast } from "../ui/dom";
import type { Theme } from "../ui/theme";
import { Detail } from "./detail";
import { backgroundLayer, dot, Points, ringLayer } from "./layers";
import { Thumbnails } from "./thumbnails";

const LEGEND = 232; // px from the left that an open legend takes

function groundedView(theme: Theme): OrthographicView {
  return new OrthographicView({ id: "map", flipY: true, clear: true, clearColor: [...GROUND[theme], 255] });
}

export class AtlasMap {
  size: Size = { width: 1, height: 1 };
  private readonly deck: Deck<OrthographicView>;
  private readonly points: Points;
  private readonly thumbnails: Thumbnails;
  private readonly detail: Detail;
  private scheduled = false;
  private flight = 0;
  private readonly providers: { readonly provide: () => readonly (Layer | null)[]; readonly place: "above" | "below" }[] = [];

  constructor(readonly host: HTMLElement, private readonly app: App) {
    const redraw = () => this.schedule();
    this.points = new Points(app);
    this.thumbnails = new Thumbnails(app, redraw);
    this.detail = new Detail(app.atlas.items.count, redraw);
    this.measure();
    this.deck = new Deck<OrthographicView>({
      parent: host as HTMLDivElement,
      // points and rings smooth their own edges; a canvas without transparency costs the page less
      deviceProps: { webgl: { antialias: false, alpha: false } },
      views: groundedView(app.store.get().theme),
      controller: { doubleClickZoom: false, keyboard: false, touchRotate: false, dragRotate: false, scrollZoom: { speed: 0.008, smooth: false }, inertia: false },
      viewState: this.viewState(),
      onViewStateChange: ({ viewState }) => {
        cancelAnimationFrame(this.flight);
        const { target, zoom } = viewState as unknown as { target: [number, number]; zoom: number };
        this.move({ x: target[0], y: target[1], zoom });
      },
      getCursor: ({ isDragging }) => (isDragging ? "grabbing" : "crosshair"),
      // deck.gl makes its canvas a stop for the keyboard; the map itself is one, and hears the keys after a click, too
      onLoad: () => host.querySelector("canvas")?.removeAttribute("tabindex"),
      onError: (error) => toast(`The map could not be drawn: ${error.message}`, 20),
      layers: [],
    });
    new ResizeObserver(() => {
      this.measure();
      this.schedule();
    }).observe(host);
    app.store.watch((s) => s.theme, (theme) => this.deck.setProps({ views: groundedView(theme) }));
    const causes: readonly ((state: State) => unknown)[] = [
      () => app.mask(),
      () => app.attributes,
      () => app.chosen(),
      (s) => s.colouring,
      (s) => s.theme,
      (s) => s.background,
      (s) => s.backgroundOpacity,
      (s) => s.points,
      (s) => s.selected,
      (s) => s.neighbours,
    ];
    for (const cause of causes) app.store.watch(cause, redraw);
    app.store.watch((s) => s.view, () => {
      this.detail.moved();
      redraw();
    });
  }

  /** What the screen shows now. */
  get view(): View {
    return this.app.store.get().view ?? fit(this.size);
  }

  /** Shows a part of the world at once, within reason. */
  move(view: View): void {
    const inside = (at: number) => Math.min(1.5 * WORLD, Math.max(-0.5 * WORLD, at));
    this.app.store.set({ view: { x: inside(view.x), y: inside(view.y), zoom: clampZoom(view.zoom, this.size) } });
  }

  /** Glides to a view; jumps for readers who asked for less motion. */
  glide(target: View, milliseconds = 220): void {
    cancelAnimationFrame(this.flight);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.move(target);
    const start = this.view;
    const begun = performance.now();
    const step = (now: number): void => {
      const share = Math.min(1, Math.max(0, (now - begun) / milliseconds));
      const eased = share * (2 - share);
      const between = (a: number, b: number) => a + (b - a) * eased;
      this.move({ x: between(start.x, target.x), y: between(start.y, target.y), zoom: between(start.zoom, target.zoom) });
      if (share < 1) this.flight = requestAnimationFrame(step);
    };
    this.flight = requestAnimationFrame(step);
  }

  /** Adds layers above or below the points, made anew for every drawing; `redraw` after anything that changes them. */
  addLayers(provide: () => readonly (Layer | null)[], place: "above" | "below" = "above"): void {
    this.providers.push({ provide, place });
    this.redraw();
  }

  /** Draws again in the next frame. */
  redraw(): void {
    this.schedule();
  }

  /** What the map shows now, on a canvas of its own. */
  picture(): HTMLCanvasElement {
    // the browser clears what it has put on the screen: draw and copy at once
    this.deck.redraw("picture");
    const shown = this.deck.getCanvas();
    const copy = document.createElement("canvas");
    if (shown === null) return copy;
    Object.assign(copy, { width: shown.width, height: shown.height });
    copy.getContext("2d")?.drawImage(shown, 0, 0);
    return copy;
  }

  /** Zooms around a world point, by default the middle of the screen. */
  zoomBy(levels: number, anchor?: Point): void {
    this.glide(zoomAround(this.view, anchor ?? [this.view.x, this.view.y], levels, this.size), 160);
  }

  /** Shows everything. */
  fit(): void {
    this.glide(fit(this.size));
  }

  /** Brings a world point onto the screen if it is not there. */
  reveal(point: Point): void {
    const view = this.view;
    const target = reveal(view, this.size, point);
    if (target !== view) this.glide(target);
  }

  private measure(): void {
    const [width, height] = [Math.max(1, this.host.clientWidth), Math.max(1, this.host.clientHeight)];
    this.size = { width, height, covered: width > 3 * LEGEND ? LEGEND : 0 };
  }

  private viewState(): Record<string, unknown> {
    const { x, y, zoom } = this.view;
    return { target: [x, y, 0], zoom, minZoom: clampZoom(-ZOOM_LIMIT, this.size), maxZoom: ZOOM_LIMIT };
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.draw();
    });
  }

  private provided(wanted: "above" | "below"): readonly (Layer | null)[] {
    return this.providers.flatMap(({ provide, place }) => (place === wanted ? provide() : []));
  }

  private draw(): void {
    const shown = this.thumbnails.show(this.view, this.size);
    const pointsVisible = this.app.store.get().points && !shown?.complete;
    const { radius } = dot(this.app.atlas.items.count, this.view, this.size);
    const layers: (Layer | null)[] = [
      backgroundLayer(this.app),
      ...this.provided("below"),
      this.points.layer(this.view, this.size, this.detail.shown, pointsVisible),
      ...(shown?.layers ?? []),
      ...this.provided("above"),
      ringLayer(this.app, (row) => (shown?.rows.has(row) ? shown.size * 0.7 : radius), 2 ** this.view.zoom),
    ];
    this.deck.setProps({ viewState: this.viewState() as never, layers });
    this.detail.drew();
    const sampled = this.detail.sampling ? this.detail.shown : null;
    // every change of the state puts off writing the address
    if (sampled !== this.app.store.get().sampled) this.app.store.set({ sampled });
    this.host.dataset.points = String(pointsVisible ? this.detail.shown : 0);
    this.host.dataset.drawn = shown === null ? "points" : "thumbnails";
  }
}
