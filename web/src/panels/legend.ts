/** What colours mean, which items are shown, and what lies behind the points. */

import type { App } from "../app";
import type { Attribute } from "../colour/attributes";
import { css } from "../colour/palette";
import { soloCategory, toggleCategory } from "../state/state";
import { fill, h } from "../ui/dom";
import { count } from "../ui/number";
import { densityAddress, densityControl } from "./density";
import type { Panel } from "./registry";

export const legend: Panel = {
  id: "legend",
  place: "map",
  address: densityAddress,
  create(app, map) {
    const entries = h("div", { class: "legend-entries" });
    const status = h("p", { class: "legend-status" });
    const draw = (): void => {
      const attribute = app.attributes.find(({ key }) => key === app.store.get().colouring);
      entries.className = `legend-entries ${attribute?.kind ?? "none"}`;
      if (!attribute) fill(entries);
      else if (attribute.kind === "label") drawLabels(entries, attribute, app);
      else drawHistogram(entries, attribute, app);
    };
    app.store.watch((s) => s.colouring, draw);
    app.store.watch((s) => s.theme, draw);
    app.store.watch(() => app.attributes, draw);
    app.store.watch((s) => s.hidden, () => {
      markHidden(entries, app);
      drawStatus(status, app);
    });
    app.store.watch((s) => s.only, () => drawStatus(status, app));
    const sample = h("p", { class: "legend-status" });
    app.store.watch((s) => s.sampled, (sampled) => (sample.textContent = sampled === null ? "" : `A sample of ${count(sampled)} points is drawn: this machine draws slowly.`));
    // a narrow window starts with the map, not with its legend
    const open = matchMedia("(min-width: 760px)").matches;
    return h("details", { class: "card legend", open }, h("summary", {}, "Colour and layers"), colouringChoice(app), entries, status, sample, layerControls(app, densityControl(app, map)));
  },
};

function colouringChoice(app: App): HTMLElement {
  const select = h("select", { "aria-label": "Colour points by", onchange: () => app.store.set({ colouring: select.value }) });
  const choice = h("label", { class: "row" }, h("span", {}, "Colour"), select);
  app.store.watch(() => app.attributes, (attributes) => {
    choice.hidden = attributes.length === 0;
    fill(select, ...attributes.map(({ key, title, note }) => h("option", { value: key, title: note }, title)), h("option", { value: "none" }, "One colour"));
    select.value = app.store.get().colouring;
  });
  app.store.watch((s) => s.colouring, (colouring) => (select.value = colouring));
  return choice;
}

/** A button that shows and hides one category; with Shift it shows only that one. */
function entry(attribute: Attribute, category: number, app: App, ...content: (Node | string)[]): HTMLButtonElement {
  const change = (event: MouseEvent): void => {
    const { hidden } = app.store.get();
    app.store.set({ hidden: event.shiftKey ? soloCategory(hidden, attribute.key, category, attribute.categories.length) : toggleCategory(hidden, attribute.key, category) });
  };
  const name = attribute.categories[category];
  const title = `${name}: ${count(attribute.counts[category])} items. Click to hide or show, Shift-click to show only these.`;
  const hidden = app.store.get().hidden[attribute.key]?.includes(category) ?? false;
  return h("button", { class: "entry", "data-category": String(category), "aria-pressed": String(!hidden), "aria-label": `${name}, ${attribute.counts[category]} items`, title, onclick: change }, ...content);
}

function drawLabels(entries: HTMLElement, attribute: Attribute, app: App): void {
  const colours = attribute.colours(app.store.get().theme);
  fill(
    entries,
    ...attribute.categories.map((name, category) => {
      const swatch = h("span", { class: "swatch" });
      swatch.style.backgroundColor = css(colours[category]);
      return entry(attribute, category, app, swatch, h("span", { class: "entry-name" }, name), h("span", { class: "entry-count" }, count(attribute.counts[category])));
    }),
  );
}

function drawHistogram(entries: HTMLElement, attribute: Attribute, app: App): void {
  const colours = attribute.colours(app.store.get().theme);
  const most = Math.max(1, ...attribute.counts);
  const factor = app.atlas.items.factors.find(({ name }) => `factor:${name}` === attribute.key);
  const bars = attribute.counts.map((items, category) => {
    const bar = h("span", { class: "bar" });
    bar.style.height = `${Math.max(4, (items / most) * 100)}%`;
    bar.style.backgroundColor = css(colours[category]);
    return entry(attribute, category, app, bar);
  });
  fill(entries, h("div", { class: "histogram" }, ...bars), h("div", { class: "row quiet" }, h("span", {}, String(factor?.min.toPrecision(3))), h("span", {}, String(factor?.max.toPrecision(3)))));
}

function markHidden(entries: HTMLElement, app: App): void {
  const off = app.store.get().hidden[app.store.get().colouring] ?? [];
  for (const button of entries.querySelectorAll<HTMLElement>("[data-category]")) button.setAttribute("aria-pressed", String(!off.includes(Number(button.dataset.category))));
}

function drawStatus(status: HTMLElement, app: App): void {
  const { hidden, only } = app.store.get();
  const total = app.atlas.items.count;
  if (Object.keys(hidden).length === 0 && only === null) return fill(status);
  let shown = 0;
  for (const visible of app.mask()) shown += visible;
  fill(status, `${count(shown)} of ${count(total)} shown `, h("button", { class: "link", onclick: () => app.store.set({ hidden: {}, only: null }) }, "Show all"));
}

function layerControls(app: App, density: HTMLElement): HTMLElement {
  const points = h("input", { type: "checkbox", onchange: () => app.store.set({ points: points.checked }) });
  app.store.watch((s) => s.points, (shown) => (points.checked = shown));
  const controls = h("div", { class: "layers" }, h("label", { class: "row check" }, points, h("span", {}, "Items")), density);
  if (app.atlas.tiles !== null) {
    const manifold = h("input", { type: "checkbox", onchange: () => app.store.set({ background: manifold.checked }) });
    const opacity = h("input", { type: "range", min: "0.05", max: "1", step: "0.05", "aria-label": "Opacity of the decoded manifold", oninput: () => app.store.set({ backgroundOpacity: Number(opacity.value), background: true }) });
    app.store.watch((s) => s.background, (shown) => (manifold.checked = shown));
    app.store.watch((s) => s.backgroundOpacity, (value) => (opacity.value = String(value)));
    controls.append(h("label", { class: "row check" }, manifold, h("span", {}, "Decoded manifold")), opacity);
  }
  return controls;
}
