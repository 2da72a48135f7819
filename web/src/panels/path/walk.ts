/** The images along the path, as far as they are decoded, and where each is on the map. */

import type { App } from "../../app";
import { placeOf, stopLatents } from "../../atlas/stops";
import type { Decoded } from "../../decode/messages";
import { PATHS, type Step, walk } from "../../geometry/paths";
import { dissolve } from "../../geometry/steps";
import type { Point } from "../../geometry/world";
import type { Route, Stop } from "../../state/state";
import { toast } from "../../ui/dom";
import { notifier } from "../../ui/notify";

/** One image of the strip. */
export interface Shot extends Step {
  /** Which stop it is, if it is one. */
  readonly stop: number | null;
  /** Exact where the map is the latent space, or once decoded where the projection can be asked; else between the places of its stops. */
  readonly at: Point;
  readonly decoded: Decoded | null;
}

const PURPOSE = "path";
const FINE = 24; // pieces that a segment is drawn in where the map is the latent space

export class Walk {
  shots: readonly Shot[] = [];
  /** Latents of the stops. */
  latents: readonly Float32Array[] = [];
  /** Whether the latent of some item had to be found from its place. */
  fromPlaces = false;
  private readonly find: ReturnType<typeof stopLatents>;
  private readonly changes = notifier();
  /** Calls a listener after changes, at most once a frame. */
  readonly onchange = this.changes.listen;
  private version = 0;

  /** Follows the route while the tool `tool` is open. */
  constructor(private readonly app: App, tool: string) {
    this.find = stopLatents(app);
    let done: Route | null = null;
    const follow = (): void => {
      const { route, tool: open } = app.store.get();
      if (open !== tool || route === done) return;
      done = route;
      this.go(route).catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 8));
    };
    app.store.watch((s) => s.route, follow);
    app.store.watch((s) => s.tool, follow);
  }

  /** Whether every image of the strip is decoded. */
  get complete(): boolean {
    return this.shots.length > 0 && this.shots.every(({ decoded }) => decoded !== null);
  }

  /** Between which stops a time is, and at which α: 2.5 is halfway from image 2 to image 3. Null without shots. */
  where(time: number): { readonly segment: number; readonly alpha: number } | null {
    if (this.shots.length === 0) return null;
    const [before, after, share] = this.around(time);
    // α counts from 0 again after a stop
    const from = before.segment === after.segment ? before.alpha : 0;
    return { segment: after.segment, alpha: from + share * (after.alpha - from) };
  }

  /** The latent at a time. */
  latentAt(time: number): Float32Array {
    const { segment, alpha } = this.where(time) ?? { segment: 0, alpha: 0 };
    const [start, end] = [this.latents[segment], this.latents[segment + 1] ?? this.latents[segment]];
    return PATHS[this.app.store.get().route.kind].at(start, end, alpha);
  }

  /** Where that is on the map. */
  placeAt(time: number): Point {
    if (this.isLatentMap) {
      const [x, y] = this.latentAt(time);
      return [x, y];
    }
    const [before, after, share] = this.around(time);
    return between(before.at, after.at, share);
  }

  /** The images of the stops before and after a time mixed pixel by pixel; null until they are decoded. */
  mixAt(time: number): Float32Array | null {
    const place = this.where(time);
    if (place === null) return null;
    const image = (stop: number) => this.shots.find((shot) => shot.stop === stop)?.decoded?.values;
    const [start, end] = [image(place.segment), image(place.segment + 1)];
    return start && end ? dissolve(start, end, place.alpha) : null;
  }

  /** The path on the map, for drawing. */
  line(): readonly Point[] {
    if (this.shots.length < 2) return [];
    if (!this.isLatentMap) return this.shots.map(({ at }) => at);
    const last = this.shots.length - 1;
    const pieces = FINE * (this.latents.length - 1);
    const times = new Set([...this.shots.keys(), ...Array.from({ length: pieces }, (_, i) => (i / pieces) * last)]);
    return [...times].sort((a, b) => a - b).map((time) => this.placeAt(time));
  }

  private get isLatentMap(): boolean {
    return this.app.atlas.projection.name === "latent";
  }

  private around(time: number): [Shot, Shot, number] {
    const last = this.shots.length - 1;
    const inside = Math.min(last, Math.max(0, time));
    const before = Math.min(Math.floor(inside), Math.max(0, last - 1));
    return [this.shots[before], this.shots[Math.min(last, before + 1)], inside - before];
  }

  private async go({ stops, kind, images }: Route): Promise<void> {
    const version = ++this.version;
    const found = await Promise.all(stops.map((stop) => this.find(stop)));
    if (version !== this.version) return;
    this.latents = found.map(({ latent }) => latent);
    this.fromPlaces = found.some(({ own }) => !own);
    this.shots = walk(this.latents, kind, images).map((step, i) => this.shot(step, i, stops));
    this.changes.tell();
    this.app.decoder.sequence(PURPOSE, "latents", this.shots.map(({ latent }) => latent), (i, decoded) => {
      const at: Point = decoded.landing === null ? this.shots[i].at : [decoded.landing[0], decoded.landing[1]];
      this.shots = this.shots.with(i, { ...this.shots[i], decoded, at });
      this.changes.tell();
    });
  }

  private shot(step: Step, index: number, stops: readonly Stop[]): Shot {
    const [start, end] = [stops[step.segment], stops[step.segment + 1] ?? stops[step.segment]].map((stop) => placeOf(this.app, stop));
    const at: Point = this.isLatentMap ? [step.latent[0], step.latent[1]] : between(start, end, step.alpha);
    return { ...step, stop: index === 0 ? 0 : step.alpha === 1 ? step.segment + 1 : null, at, decoded: null };
  }

}

function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}
