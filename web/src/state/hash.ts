/**
 * The view as the part of the address after `#`, and back:
 * `#at=0.5,-1.25&zoom=3.2&colour=label&hide=label:1.4&background=0.6&points=0&item=12`.
 * The centre is in map units, so a link stays right when the window has another size. What is at its default is left out.
 */

import { type Bounds, toMap, toWorld, ZOOM_LIMIT } from "../geometry/world";
import type { Hidden, State } from "./state";

export type Shared = Pick<State, "view" | "colouring" | "hidden" | "background" | "backgroundOpacity" | "points" | "selected" | "tool">;

/** What a tool keeps in the address beside the fields above; its keys are its own. */
export interface AddressField {
  /** Pairs of key and value, none at the defaults. */
  write(state: State, known: Known): readonly (readonly [string, string])[];
  /** The part of the state that the pairs describe; whatever is wrong in them is at its default. */
  read(fields: URLSearchParams, known: Known): Partial<State>;
}

/** What an address may name. */
export interface Known {
  readonly bounds: Bounds;
  /** Attribute keys and how many categories each has. */
  readonly attributes: ReadonlyMap<string, number>;
  readonly count: number;
  readonly defaults: Shared;
  /** Ids of the tools. */
  readonly tools: readonly string[];
}

/** The state as a hash, `#` included. */
export function toHash(state: Shared, { bounds, defaults }: Known): string {
  const parts: string[] = [];
  if (state.view !== null) {
    const [x, y] = toMap(bounds, [state.view.x, state.view.y]);
    parts.push(`at=${Number(x.toPrecision(7))},${Number(y.toPrecision(7))}`, `zoom=${Number(state.view.zoom.toFixed(3))}`);
  }
  if (state.colouring !== defaults.colouring) parts.push(`colour=${encodeURIComponent(state.colouring)}`);
  for (const [key, categories] of Object.entries(state.hidden)) parts.push(`hide=${encodeURIComponent(key)}:${categories.join(".")}`);
  if (state.background !== defaults.background || state.backgroundOpacity !== defaults.backgroundOpacity)
    parts.push(`background=${state.background ? "" : "-"}${Number(state.backgroundOpacity.toFixed(2))}`);
  if (!state.points) parts.push("points=0");
  if (state.selected !== null) parts.push(`item=${state.selected}`);
  if (state.tool !== defaults.tool) parts.push(`tool=${state.tool}`);
  return `#${parts.join("&")}`;
}

/** The state that a hash describes; whatever it leaves out, or says wrongly, is at its default. */
export function fromHash(hash: string, { bounds, attributes, count, defaults, tools }: Known): Shared {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const at = (fields.get("at") ?? "").split(",").map(Number);
  const zoom = Number(fields.get("zoom") ?? Number.NaN);
  const hasView = at.length === 2 && at.every(Number.isFinite) && Number.isFinite(zoom) && Math.abs(zoom) <= ZOOM_LIMIT;
  const [x, y] = hasView ? toWorld(bounds, [at[0], at[1]]) : [0, 0];
  const colouring = fields.get("colour") ?? defaults.colouring;
  const background = /^(-?)(\d*\.?\d+)$/.exec(fields.get("background") ?? "");
  const item = Number(fields.get("item") ?? Number.NaN);
  const tool = fields.get("tool") ?? defaults.tool;
  return {
    view: hasView ? { x, y, zoom } : defaults.view,
    colouring: colouring === "none" || attributes.has(colouring) ? colouring : defaults.colouring,
    hidden: readHidden(fields.getAll("hide"), attributes),
    background: background ? background[1] === "" : defaults.background,
    backgroundOpacity: background ? Math.min(1, Number(background[2])) : defaults.backgroundOpacity,
    points: fields.get("points") !== "0",
    selected: Number.isInteger(item) && item >= 0 && item < count ? item : defaults.selected,
    tool: tools.includes(tool) ? tool : defaults.tool,
  };
}

function readHidden(texts: readonly string[], attributes: ReadonlyMap<string, number>): Hidden {
  const hidden: Record<string, readonly number[]> = {};
  for (const text of texts) {
    const colon = text.lastIndexOf(":");
    const key = text.slice(0, colon);
    const categories = text.slice(colon + 1).split(".").filter((part) => /^\d+$/.test(part)).map(Number);
    const known = [...new Set(categories)].filter((category) => category < (attributes.get(key) ?? 0)).sort((a, b) => a - b);
    if (known.length > 0) hidden[key] = known;
  }
  return hidden;
}

/** The whole address: the view, and what the tools add. */
export function writeAddress(state: State, known: Known, fields: readonly AddressField[]): string {
  const pairs = fields.flatMap((field) => field.write(state, known)).map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`);
  const view = toHash(state, known);
  return pairs.length === 0 ? view : view + (view === "#" ? "" : "&") + pairs.join("&");
}

/** What an address describes, for the view and for the tools. */
export function readAddress(hash: string, known: Known, fields: readonly AddressField[]): Shared & Partial<State> {
  const found = new URLSearchParams(hash.replace(/^#/, ""));
  return Object.assign({}, ...fields.map((field) => field.read(found, known)), fromHash(hash, known)) as Shared & Partial<State>;
}
