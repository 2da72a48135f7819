/** The model card: what was trained, on what, how well it does. */

import type { Atlas, Metric } from "../atlas/format";
import { dialog, h, icon } from "../ui/dom";
import { count, short } from "../ui/number";
import type { Panel } from "./registry";

export const about: Panel = {
  id: "about",
  place: "bar",
  create(app) {
    return h("button", { class: "bar-button", title: "About this atlas", onclick: () => dialog("About this atlas", ...card(app.atlas)) }, icon("info"), h("span", {}, "About"));
  },
};

function card({ name, model, items, image, projection }: Atlas): (HTMLElement | null)[] {
  const where = projection.name === "latent" ? "the latent space itself" : projection.name;
  return [
    model.summary === "" ? null : h("p", {}, model.summary),
    table("Atlas", [
      ["name", name],
      ["items", `${count(items.count)} images of ${image.width} × ${image.height}${image.channels > 1 ? ` × ${image.channels}` : ""}`],
      ["map", where],
      ...(projection.roundTrip === null ? [] : [["round-trip error", `${short(projection.roundTrip * 100, 3)} % of the latents’ spread (median)`] as const]),
      ...(projection.placeRoundTrip === null ? [] : [["round-trip error of places", `${short(projection.placeRoundTrip * 100, 3)} % of the map’s diameter (median)`] as const]),
    ]),
    table("Model", [["name", model.name], ["latents", String(items.latentDim)], ["data", text(model.data)], ...flat("", model.split).map(([part, size]) => [part === "" ? "split" : `split (${part})`, size] as const), ["seed", text(model.seed)]]),
    model.metrics.length === 0 ? null : metrics(model.metrics),
    table("Configuration", flat("", model.config)),
    table("Versions", flat("", model.versions)),
  ];
}

function table(title: string, rows: readonly (readonly [string, string])[]): HTMLElement | null {
  const known = rows.filter(([, value]) => value !== "");
  if (known.length === 0) return null;
  return h("section", {}, h("h3", {}, title), h("dl", { class: "facts" }, ...known.flatMap(([key, value]) => [h("dt", {}, key), h("dd", {}, value)])));
}

function metrics(list: readonly Metric[]): HTMLElement {
  const head = h("tr", {}, ...["metric", "value", "n", "protocol"].map((title) => h("th", { scope: "col" }, title)));
  const rows = list.map(({ name, value, standardError, n, protocol }) => {
    const number = value === null ? "–" : standardError === null ? short(value) : `${short(value)} ± ${short(standardError, 2)}`;
    return h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "number" }, number), h("td", { class: "number" }, n === null ? "" : count(n)), h("td", {}, protocol));
  });
  return h("section", {}, h("h3", {}, "Metrics"), h("p", { class: "quiet" }, "value ± standard error"), h("div", { class: "scroll" }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows))));
}

/** Nested settings as `a.b` → text. */
function flat(prefix: string, value: unknown): (readonly [string, string])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [[prefix, text(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(prefix === "" ? key : `${prefix}.${key}`, inner));
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : short(value, 6);
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(text).join(", ");
  return JSON.stringify(value);
}
