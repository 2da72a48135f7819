/** Chooses one of the two groups: a label, a cluster, a range of a factor, the selection, or all the others. */

import type { App } from "../../app";
import { size } from "../../geometry/attributes";
import { type Group, groupFromText, groupToText } from "../../state/attributes";
import { fill, h, toast } from "../../ui/dom";
import { count } from "../../ui/number";
import { members } from "./find";

const TAKE = "take the selection";

/** A line with the group's letter, a list of groups, and how many images are in it. */
export function groupChoice(app: App, letter: "A" | "B"): HTMLElement {
  const key = letter === "A" ? "groupA" : "groupB";
  const other = letter === "A" ? "groupB" : "groupA";
  const known = { attributes: new Map(app.attributes.map((own) => [own.key, own.categories.length])), count: app.atlas.items.count };
  const select = h("select", { class: "field", "aria-label": `Group ${letter}` });
  const number = h("span", { class: "entry-count number" });
  const set = (group: Group | null) => app.store.set(letter === "A" ? { groupA: group ?? { kind: "rest" } } : { groupB: group });

  const range = rangeInputs(letter, () => app.store.get()[key], set);

  select.addEventListener("change", () => {
    if (select.value === TAKE) return take();
    if (select.value.startsWith("factor:")) return set(startOf(app, select.value, letter));
    if (select.value !== "rows") set(groupFromText(select.value, known));
  });
  const take = (): void => {
    const { selection } = app.store.get();
    if (selection.length > 0) return set({ kind: "rows", rows: selection });
    toast("Nothing is selected yet. Hold Shift and draw around some images, then take them.", 6);
    show();
  };
  const show = (): void => {
    const { [key]: group, [other]: facing, selection } = app.store.get();
    fill(select, ...options(app, letter, group, selection.length));
    select.value = group === null ? "" : group.kind === "range" ? group.attribute : group.kind === "rows" ? "rows" : groupToText(group);
    number.textContent = group === null || (group.kind === "rest" && facing === null) ? "" : count(size(members(app, group, facing)));
    range.show(group);
  };
  app.store.watch((s) => s.groupA, show);
  app.store.watch((s) => s.groupB, show);
  app.store.watch((s) => s.selection, show);
  return h("div", { class: "group" }, h("div", { class: "row" }, h("span", { class: `letter letter-${letter.toLowerCase()}`, "aria-hidden": "true" }, letter), select, number), range.element);
}

function options(app: App, letter: "A" | "B", group: Group | null, selected: number): HTMLElement[] {
  const option = (value: string, text: string) => h("option", { value }, text);
  const categories = app.attributes.filter(({ kind }) => kind !== "factor");
  const factors = app.attributes.filter(({ kind }) => kind === "factor");
  return [
    ...(letter === "B" ? [option("", "choose …")] : []),
    option("rest", `all that are not in ${letter === "A" ? "B" : "A"}`),
    option(TAKE, selected === 0 ? "the selection (nothing yet)" : `the selection (${count(selected)})`),
    ...(group?.kind === "rows" ? [option("rows", `${count(group.rows.length)} images taken`)] : []),
    ...categories.map(({ key, title, categories: names }) => h("optgroup", { label: title }, ...names.map((name, i) => option(groupToText({ kind: "category", attribute: key, category: i }), name)))),
    ...(factors.length === 0 ? [] : [h("optgroup", { label: "Range of a factor" }, ...factors.map(({ key, title }) => option(key, title)))]),
  ];
}

/** The quarter of a factor's range that a new group starts with: the lowest for A, the highest for B. */
function startOf(app: App, attribute: string, letter: "A" | "B"): Group {
  const factor = app.atlas.items.factors.find(({ name }) => `factor:${name}` === attribute);
  const [min, max] = [factor?.min ?? 0, factor?.max ?? 0];
  // few digits to read, rounded outwards so that no image at an end is lost
  const step = 10 ** (Math.floor(Math.log10(max - min || 1)) - 2);
  const [low, high] = [Math.floor(min / step), Math.ceil(max / step)];
  const end = (steps: number): number => Number((Math.round(steps) * step).toPrecision(6));
  const quarter = (high - low) / 4;
  return letter === "A" ? { kind: "range", attribute, from: end(low), to: end(low + quarter) } : { kind: "range", attribute, from: end(high - quarter), to: end(high) };
}

/** Two fields for the ends of a range; they stay where they are while a value changes, so that focus can go from one to the next. */
function rangeInputs(letter: string, current: () => Group | null, set: (group: Group) => void): { element: HTMLElement; show: (group: Group | null) => void } {
  const input = (label: string) => h("input", { type: "number", step: "any", class: "field", "aria-label": `Group ${letter}, ${label}` });
  const [from, to] = [input("from"), input("to")];
  const change = (): void => {
    const group = current();
    const ends = [from.valueAsNumber, to.valueAsNumber];
    if (group?.kind === "range" && ends.every(Number.isFinite)) set({ ...group, from: Math.min(...ends), to: Math.max(...ends) });
  };
  for (const field of [from, to]) field.addEventListener("change", change);
  const element = h("div", { class: "row range" }, h("span", { class: "quiet" }, "from"), from, h("span", { class: "quiet" }, "to"), to);
  return {
    element,
    show: (group) => {
      element.hidden = group?.kind !== "range";
      if (group?.kind !== "range") return;
      for (const [field, end] of [[from, group.from], [to, group.to]] as const) if (field.valueAsNumber !== end) field.value = String(end);
    },
  };
}
