/** How far apart consecutive images look to the extractor of the atlas; loaded when the first strip is whole. */

import type { App } from "../../app";
import { type Extract, openFeatures } from "../../decode/features";
import type { Decoded } from "../../decode/messages";
import { euclidean } from "../../geometry/paths";
import { toast } from "../../ui/dom";
import { notifier } from "../../ui/notify";
import type { Walk } from "./walk";

export class FeatureSteps {
  /** Root of the sum over layers of the mean squared difference of features, between consecutive images; null until known. */
  steps: readonly number[] | null = null;
  private readonly changes = notifier();
  readonly onchange = this.changes.listen;
  private readonly known = new WeakMap<Decoded, Float32Array>();
  private extract: Promise<Extract> | null = null;
  private last = Promise.resolve();

  /** Follows the strip; does nothing where the atlas has no extractor. */
  constructor(private readonly app: App, private readonly walk: Walk) {
    if (app.atlas.features === null) return;
    let measured: unknown = null;
    walk.onchange(() => {
      if (walk.shots === measured) return;
      this.steps = null;
      if (!walk.complete || walk.shots.length < 2) return;
      measured = walk.shots;
      // the worker answers one question at a time
      this.last = this.last.then(() => this.find()).catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 8));
    });
  }

  private async find(): Promise<void> {
    const { shots } = this.walk;
    this.extract ??= openFeatures(this.app.atlas, this.app.home);
    const extract = await this.extract;
    const rows: Float32Array[] = [];
    for (const { decoded } of shots) {
      if (decoded === null || this.walk.shots !== shots) return;
      const row = this.known.get(decoded) ?? (await extract(decoded.values));
      this.known.set(decoded, row);
      rows.push(row);
    }
    if (this.walk.shots !== shots) return;
    this.steps = rows.slice(1).map((row, i) => euclidean(rows[i], row));
    this.changes.tell();
  }
}
