/** Analogies: what is to c as a is to b? The latent a − b + c, decoded, on the map, with the items nearest to it. */

import type { App } from "../../app";
import { AtlasError } from "../../atlas/format";
import { paint } from "../../decode/pixels";
import { analogy } from "../../geometry/attributes";
import { nearestTo } from "../../geometry/nearest";
import type { Point } from "../../geometry/world";
import { fill, h, toast } from "../../ui/dom";
import { pictureClass } from "../../ui/picture";
import { thumbnailButton } from "../near";
import { decodeAndPlace } from "./places";

const NEAREST = 6;
const SLOTS = ["a", "b", "c"] as const;

export interface Analogies {
  readonly element: HTMLElement;
  /** Takes a clicked item if a slot waits for one; whether it did. */
  readonly take: (row: number | null) => boolean;
}

/** Three slots that are filled by clicks on the map or by rows; `draw` hears where the result lies. */
export function analogies(app: App, draw: (place: Point | null) => void): Analogies {
  const { image } = app.atlas;
  let waiting: number | null = null;
  const result = h("canvas", { class: pictureClass(app.atlas), role: "img", "aria-label": "Result of the analogy", "data-decoded": "analogy", width: image.width, height: image.height });
  const near = h("div", { class: "neighbours short" });
  const said = h("p", { class: "quiet" });
  const put = (slot: number, row: number | null): void => app.store.set({ analogy: app.store.get().analogy.map((old, i) => (i === slot ? row : old)) });

  const slots = SLOTS.map((name, i) => {
    const picture = h("canvas", { class: pictureClass(app.atlas) });
    const button = h("button", { class: "slot", "aria-label": `Pick ${name}`, "aria-pressed": "false", title: `Click here, then on the item that is ${name}`, onclick: () => arm(waiting === i ? null : i) }, picture, h("span", { class: "slot-name" }, name));
    const field = h("input", { type: "number", class: "field", min: "0", max: String(app.atlas.items.count - 1), step: "1", placeholder: "row", "aria-label": `Row of ${name}` });
    field.addEventListener("change", () => {
      const row = field.valueAsNumber;
      if (Number.isInteger(row) && row >= 0 && row < app.atlas.items.count) put(i, row);
      else if (field.value === "") put(i, null);
    });
    return { picture, button, field };
  });
  const arm = (slot: number | null): void => {
    waiting = slot;
    slots.forEach(({ button }, i) => button.setAttribute("aria-pressed", String(i === slot)));
    say();
  };
  const say = (): void => {
    const rows = app.store.get().analogy;
    said.textContent = waiting !== null ? `Click the item on the map that is ${SLOTS[waiting]}.` : rows.includes(null) ? "Pick three items: click a slot, then an item on the map." : "What is left when b is taken from a, added to c.";
  };
  const show = (): void => {
    const rows = app.store.get().analogy;
    rows.forEach((row, i) => {
      slots[i].field.value = row === null ? "" : String(row);
      slots[i].button.classList.toggle("empty", row === null);
      if (row !== null) app.items.drawThumbnail(row, slots[i].picture).catch(() => {});
    });
    say();
    const whole = rows.filter((row) => row !== null);
    near.hidden = whole.length < 3;
    result.classList.toggle("waiting", whole.length < 3);
    if (whole.length < 3) return draw(null);
    const current = () => app.store.get().analogy === rows;
    solve(app, whole).then(
      ({ latent, rows: others }) => {
        if (!current()) return;
        fill(near, ...others.map((row) => thumbnailButton(row, app)));
        decodeAndPlace(app, "analogy", latent, (decoded, place) => {
          if (!current()) return;
          paint(result, decoded);
          draw(place);
        });
      },
      (error: unknown) => current() && toast(error instanceof Error ? error.message : String(error), 8),
    );
  };
  app.store.watch((s) => s.analogy, show);

  const cell = ({ button, field }: (typeof slots)[number]) => h("div", { class: "slot-cell" }, button, field);
  const sign = (text: string) => h("span", { class: "sign" }, text);
  const sum = h("div", { class: "sum" }, cell(slots[0]), sign("−"), cell(slots[1]), sign("+"), cell(slots[2]), sign("="), h("div", { class: "slot-cell" }, result, h("span", { class: "quiet" }, "result")));
  return {
    element: h("div", {}, said, sum, near),
    take: (row) => {
      if (waiting === null) return false;
      if (row === null) return true;
      put(waiting, row);
      const next = app.store.get().analogy.indexOf(null);
      arm(next < 0 ? null : next);
      return true;
    },
  };
}

/** The latent a − b + c and the items nearest to it, without the three. */
async function solve(app: App, rows: readonly number[]): Promise<{ latent: Float32Array; rows: readonly number[] }> {
  const latents = app.items.latents();
  if (latents !== null) {
    const [a, b, c] = (await Promise.all(rows.map((row) => app.items.latent(row)))) as Float32Array[];
    const latent = analogy(a, b, c);
    return { latent, rows: nearestTo(await latents, app.atlas.items.latentDim, latent, NEAREST, rows) };
  }
  if (!app.atlas.server) throw new AtlasError("This export holds no latents to calculate with. Use `latlas explore` on the atlas itself.");
  const response = await fetch(new URL(`${app.home}api/analogy?a=${rows[0]}&b=${rows[1]}&c=${rows[2]}&k=${NEAREST}`, document.baseURI));
  const found = (await response.json().catch(() => ({}))) as { latent?: number[]; rows?: number[]; error?: string };
  if (!response.ok || !Array.isArray(found.latent) || !Array.isArray(found.rows)) throw new AtlasError(`The server found no analogy: ${found.error ?? `status ${response.status}`}.`);
  return { latent: Float32Array.from(found.latent), rows: found.rows };
}
