/** Finds the vector between two groups: on the page where it has the latents, else by the server. */

import type { App } from "../../app";
import { AtlasError } from "../../atlas/format";
import { type Between, between, size, spread } from "../../geometry/attributes";
import type { Point } from "../../geometry/world";
import { type Group, groupToText, membersOf } from "../../state/attributes";
import { rowsOf, rowsToText } from "../../state/selection";

/** A vector with its groups, the spread of all latents, and where the groups lie on average on the map. */
export interface Found extends Between {
  /** Images of each group that its mean is made from; fewer than its count where a server reads a sample. */
  readonly readA: number;
  readonly readB: number;
  readonly spread: number;
  readonly middleA: Point;
  readonly middleB: Point;
}

const MOST_NAMED = 1000; // rows that a request to the server may name
const spreads = new WeakMap<Float32Array, number>();

/** Members of a group of this atlas. */
export function members(app: App, group: Group, other: Group | null): Uint8Array {
  const { factors, count } = app.atlas.items;
  return membersOf(group, other, count, app.attributes, factors.map(({ name }) => name), app.columns.factors);
}

/** Throws `AtlasError` where a group is empty, or where there is nothing to calculate with. */
export async function find(app: App, a: Group, b: Group): Promise<Found> {
  const [inA, inB] = [members(app, a, b), members(app, b, a)];
  const [countA, countB] = [size(inA), size(inB)];
  if (countA === 0 || countB === 0) throw new AtlasError(`Group ${countA === 0 ? "A" : "B"} has no images. Choose another one.`);
  const middles = { middleA: middle(app, inA), middleB: middle(app, inB) };
  const latents = app.items.latents();
  if (latents === null) return { ...(await ask(app, a, b, inA, inB)), countA, countB, ...middles };
  const all = await latents;
  const width = app.atlas.items.latentDim;
  const unit = spreads.get(all) ?? spread(all, width);
  spreads.set(all, unit);
  return { ...between(all, width, inA, inB), readA: countA, readB: countB, spread: unit, ...middles };
}

/** Mean position on the map. */
function middle({ columns }: App, group: Uint8Array): Point {
  let [x, y, n] = [0, 0, 0];
  for (let row = 0; row < group.length; row++) {
    if (group[row] === 0) continue;
    x += columns.positions[2 * row];
    y += columns.positions[2 * row + 1];
    n++;
  }
  return [x / n, y / n];
}

type Answer = { a?: { mean: number[]; read: number }; b?: { mean: number[]; read: number }; separation?: number | null; spread?: number; error?: string };

async function ask(app: App, a: Group, b: Group, inA: Uint8Array, inB: Uint8Array): Promise<Omit<Found, "countA" | "countB" | "middleA" | "middleB">> {
  if (!app.atlas.server) throw new AtlasError("This export holds no latents, so there are no means to take. Use `latlas explore` on the atlas itself.");
  // the server knows labels and factors; of anything else it is told a sample
  const known = (group: Group): boolean => group.kind === "range" || group.kind === "rest" || (group.kind === "category" && group.attribute === "label");
  const [textA, textB] = known(a) && known(b) ? [groupToText(a), groupToText(b)] : [sampleText(inA), sampleText(inB)];
  const response = await fetch(new URL(`${app.home}api/attribute?a=${encodeURIComponent(textA)}&b=${encodeURIComponent(textB)}`, document.baseURI));
  const found = (await response.json().catch(() => ({}))) as Answer;
  if (!response.ok || !found.a || !found.b || typeof found.spread !== "number") throw new AtlasError(`The server found no vector: ${found.error ?? `status ${response.status}`}.`);
  const [meanA, meanB] = [Float32Array.from(found.a.mean), Float32Array.from(found.b.mean)];
  const vector = meanB.map((value, i) => value - meanA[i]);
  return { meanA, meanB, vector, length: Math.hypot(...vector), separation: found.separation ?? null, spread: found.spread, readA: found.a.read, readB: found.b.read };
}

function sampleText(group: Uint8Array): string {
  const rows = rowsOf(group);
  const step = Math.max(1, rows.length / MOST_NAMED);
  return `rows:${rowsToText(Array.from({ length: Math.min(MOST_NAMED, rows.length) }, (_, i) => rows[Math.floor(i * step)]))}`;
}

/** How well d′ says that groups are apart, in a word. */
export function inWords(separation: number): string {
  const grades = [[0.5, "hardly"], [1, "weakly"], [2, "partly"], [3, "well"]] as const;
  return grades.find(([below]) => separation < below)?.[1] ?? "very well";
}
