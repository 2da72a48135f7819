/** A small curve of numbers along a strip of images: SVG with a title, a unit, and a value wherever one points. */

import { h } from "./dom";
import { short } from "./number";

const [WIDTH, HEIGHT, PAD] = [280, 58, 4];
const HEADROOM = 15; // for the number at the top

export interface CurveData {
  readonly title: string;
  /** What the values are, with their unit. */
  readonly unit: string;
  /** One value for each x; NaN leaves a gap. */
  readonly values: readonly number[];
  /** Where the values stand, ascending. */
  readonly x: readonly number[];
  /** Range of x that the whole strip covers. */
  readonly range: readonly [number, number];
  /** Largest value of the axis; by default that of the values. */
  readonly top?: number;
  /** What a value belongs to, such as "images 3–4". */
  readonly describe: (index: number) => string;
  /** Where lines mark the stops. */
  readonly marks: readonly number[];
}

export interface Curve {
  readonly element: HTMLElement;
  show(data: CurveData): void;
  /** Points at the value nearest to x; null points at none. */
  point(x: number | null): void;
}

/** An empty curve. `choose` hears of the x that the reader points at with the mouse or the arrow keys. */
export function curve(choose: (x: number) => void): Curve {
  const title = h("figcaption", {});
  const unit = h("span", { class: "curve-unit" });
  const reading = h("output", { class: "curve-reading" });
  const picture = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "curve", role: "img", tabindex: "0" });
  const highest = h("span", { class: "curve-top" });
  const element = h("figure", { class: "curve-figure" }, h("div", { class: "curve-head" }, title, unit, reading), h("div", { class: "curve-body" }, picture, highest));
  const dot = shape("circle", { class: "curve-dot", r: "3.5" });
  let data: CurveData | null = null;
  let at = -1;

  const across = (x: number): number => {
    const [low, high] = data?.range ?? [0, 1];
    return PAD + ((x - low) / Math.max(1e-9, high - low)) * (WIDTH - 2 * PAD);
  };
  const top = (): number => data?.top ?? Math.max(1e-12, ...(data?.values ?? []).filter(Number.isFinite));
  const up = (value: number): number => HEIGHT - PAD - (value / top()) * (HEIGHT - PAD - HEADROOM);

  const point = (x: number | null): void => {
    const values = data?.values ?? [];
    at = -1;
    if (data !== null && x !== null) values.forEach((value, i) => {
      if (Number.isFinite(value) && (at < 0 || Math.abs((data?.x[i] ?? 0) - x) < Math.abs((data?.x[at] ?? 0) - x))) at = i;
    });
    dot.setAttribute("visibility", at < 0 ? "hidden" : "visible");
    if (data === null || at < 0) return void (reading.textContent = "");
    dot.setAttribute("cx", String(across(data.x[at])));
    dot.setAttribute("cy", String(up(values[at])));
    reading.textContent = `${short(values[at], 3)} · ${data.describe(at)}`;
  };

  picture.addEventListener("pointermove", (event) => {
    if (data === null) return;
    const box = picture.getBoundingClientRect();
    const [low, high] = data.range;
    const inside = (((event.clientX - box.left) / box.width) * WIDTH - PAD) / (WIDTH - 2 * PAD);
    choose(low + Math.min(1, Math.max(0, inside)) * (high - low));
  });
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || data === null) return;
    event.preventDefault();
    let next = at + step;
    while (next >= 0 && next < data.values.length && !Number.isFinite(data.values[next])) next += step;
    if (next >= 0 && next < data.values.length) choose(data.x[next]);
  });

  return {
    element,
    show(next) {
      data = next;
      const { values, x, marks } = next;
      title.textContent = next.title;
      unit.textContent = next.unit;
      highest.textContent = values.some(Number.isFinite) ? short(top(), 2) : "";
      const finite = values.map((value, i) => [across(x[i]), up(value)] as const).filter(([, y]) => Number.isFinite(y));
      const line = finite.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
      const area = finite.length > 1 ? `${line}L${finite[finite.length - 1][0].toFixed(1)} ${HEIGHT - PAD}L${finite[0][0].toFixed(1)} ${HEIGHT - PAD}Z` : "";
      picture.replaceChildren(
        shape("path", { class: "curve-axis", d: `M${PAD} ${HEIGHT - PAD}H${WIDTH - PAD}${marks.map((mark) => `M${across(mark).toFixed(1)} ${PAD}V${HEIGHT - PAD}`).join("")}` }),
        shape("path", { class: "curve-area", d: area }),
        shape("path", { class: "curve-line", d: line }),
        ...(finite.length === 1 ? [shape("circle", { class: "curve-dot", r: "2.5", cx: String(finite[0][0]), cy: String(finite[0][1]) })] : []),
        dot,
      );
      picture.setAttribute("aria-label", `${next.title}, ${next.unit}: ${summary(next)}. Arrow keys read the values.`);
      point(null);
    },
    point,
  };
}

function summary({ values, describe }: CurveData): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return "no values yet";
  const most = Math.max(...finite);
  return `${short(Math.min(...finite), 3)} to ${short(most, 3)}, highest ${describe(values.indexOf(most))}`;
}

function shape(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
