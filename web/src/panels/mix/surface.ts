/** The decoded surface between the four corners, and where each of its images is on the map. */

import type { App } from "../../app";
import { placeOf, stopLatents } from "../../atlas/stops";
import type { Decoded } from "../../decode/messages";
import { bilinear, type Corners, cornerWeights } from "../../geometry/paths";
import type { Point } from "../../geometry/world";
import type { Mix, Stop } from "../../state/state";
import { toast } from "../../ui/dom";
import { notifier } from "../../ui/notify";

/** One image of the surface. */
export interface Cell {
  readonly latent: Float32Array;
  /** Shares of the corners. */
  readonly weights: Corners<number>;
  /** Exact where the map is the latent space, or once decoded where the projection can be asked; else mixed from the places of the corners. */
  readonly at: Point;
  readonly decoded: Decoded | null;
}

export class Surface {
  /** Row by row; empty until all four corners are picked. */
  cells: readonly Cell[] = [];
  side = 0;
  latents: readonly Float32Array[] = [];
  /** Whether the latent of some item had to be found from its place. */
  fromPlaces = false;
  private readonly changes = notifier();
  /** Calls a listener after changes, at most once a frame. */
  readonly onchange = this.changes.listen;
  private version = 0;

  /** Follows the corners while the tool `tool` is open. */
  constructor(private readonly app: App, tool: string) {
    const find = stopLatents(app);
    let done: Mix | null = null;
    const follow = (): void => {
      const { mix, tool: open } = app.store.get();
      if (open !== tool || mix === done) return;
      done = mix;
      this.go(mix, find).catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 8));
    };
    app.store.watch((s) => s.mix, follow);
    app.store.watch((s) => s.tool, follow);
  }

  get complete(): boolean {
    return this.cells.length > 0 && this.cells.every(({ decoded }) => decoded !== null);
  }

  /** The lines of the surface on the map: every row, then every column. */
  lines(): readonly (readonly Point[])[] {
    const { side, cells } = this;
    const along = Array.from({ length: side }, (_, i) => i);
    return [...along.map((row) => along.map((column) => cells[row * side + column].at)), ...along.map((column) => along.map((row) => cells[row * side + column].at))];
  }

  private async go({ corners, side }: Mix, find: ReturnType<typeof stopLatents>): Promise<void> {
    const version = ++this.version;
    const picked = whole(corners);
    const found = await Promise.all((picked ?? []).map(find));
    if (version !== this.version) return;
    this.side = picked === null ? 0 : side;
    this.latents = found.map(({ latent }) => latent);
    this.fromPlaces = found.some(({ own }) => !own);
    this.cells = picked === null ? [] : this.cellsOf(picked, found.map(({ latent }) => latent) as unknown as Corners<Float32Array>, side);
    this.changes.tell();
    this.app.decoder.sequence("mix", "latents", this.cells.map(({ latent }) => latent), (i, decoded) => {
      const at: Point = decoded.landing === null ? this.cells[i].at : [decoded.landing[0], decoded.landing[1]];
      this.cells = this.cells.with(i, { ...this.cells[i], decoded, at });
      this.changes.tell();
    });
  }

  private cellsOf(corners: Corners<Stop>, latents: Corners<Float32Array>, side: number): Cell[] {
    const places = corners.map((corner) => placeOf(this.app, corner));
    return bilinear(latents, side).map((latent, i) => {
      const weights = cornerWeights((i % side) / (side - 1), Math.floor(i / side) / (side - 1));
      const mixed = (axis: 0 | 1): number => weights.reduce((sum, weight, corner) => sum + weight * places[corner][axis], 0);
      return { latent, weights, at: this.app.atlas.projection.name === "latent" ? [latent[0], latent[1]] : [mixed(0), mixed(1)], decoded: null };
    });
  }

}

function whole([a, b, c, d]: Corners<Stop | null>): Corners<Stop> | null {
  return a !== null && b !== null && c !== null && d !== null ? [a, b, c, d] : null;
}
