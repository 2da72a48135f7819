/** Two stops found among the items: the nearest pair, the farthest, or any, of chosen labels. */

import type { App } from "../../app";
import { findPair, type Wanted } from "../../geometry/pairs";
import type { Stop } from "../../state/state";
import { h, toast } from "../../ui/dom";
import { count, short } from "../../ui/number";

const KINDS: readonly (readonly [Wanted, string])[] = [["nearest", "nearest pair"], ["farthest", "farthest pair"], ["random", "random pair"]];
const [ANY, SAME, OTHER] = ["any", "same", "other"];

/** A row of choices and a button; `found` hears of the two stops. */
export function pairPicker(app: App, found: (stops: readonly Stop[]) => void): HTMLElement {
  const labels = app.attributes.find(({ key }) => key === "label");
  const kind = choice("Which pair", KINDS);
  const names = (labels?.categories ?? []).map((name, i) => [String(i), name] as const);
  const first = choice("Label of the first item", [[ANY, "any label"], ...names]);
  const second = choice("Label of the second item", [[ANY, "any label"], [SAME, "the same label"], [OTHER, "another label"], ...names]);
  const note = h("p", { class: "quiet", role: "status" });

  const pick = async (): Promise<void> => {
    const shipped = await (app.items.latents() ?? null);
    const codes = labels?.codes;
    const rowsOf = (label: string): Uint32Array => {
      const code = /^\d+$/.test(label) ? Number(label) : null;
      return Uint32Array.from(app.mask().keys()).filter((row) => app.mask()[row] !== 0 && (code === null || codes?.[row] === code));
    };
    const allowed = (a: number, b: number): boolean => !codes || (second.value === SAME ? codes[a] === codes[b] : second.value === OTHER ? codes[a] !== codes[b] : true);
    const search = { vectors: shipped ?? app.columns.positions, width: shipped ? app.atlas.items.latentDim : 2, first: rowsOf(first.value), second: rowsOf(second.value), allowed };
    const pair = findPair(search, kind.value as Wanted);
    if (pair === null) return void (note.textContent = "No two shown items are such a pair.");
    const space = shipped ? "in latent space" : "on the map, since this export holds no latents";
    const sampled = pair.sampled === null ? "" : ` A ${kind.value} pair: found among ${count(pair.sampled)} items drawn at random, then improved over all; picking again may find a better one.`;
    note.textContent = `${short(pair.distance, 3)} apart ${space} (Euclidean).${sampled}`;
    found(pair.rows.map((row) => ({ kind: "item", row })));
  };

  const button = h("button", { class: "button", onclick: () => void pick().catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 8)) }, "Pick");
  return h(
    "details",
    { class: "pairs" },
    h("summary", {}, "Pick a pair"),
    h("div", { class: "pair-row" }, kind, button),
    labels ? h("div", { class: "pair-row" }, h("span", { class: "quiet" }, "of"), first, h("span", { class: "quiet" }, "and"), second) : null,
    note,
  );
}

function choice(label: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return h("select", { "aria-label": label }, ...options.map(([value, title]) => h("option", { value }, title)));
}
