/** Three short hints over the map for a first visit. They go on by themselves when the reader does what they say. */

import { hasDecoder } from "../atlas/format";
import type { State } from "../state/state";
import { fill, h, icon } from "../ui/dom";
import type { Panel } from "./registry";

const KEY = "latlas-tour";
const LINGER = 4000; // ms that a hint stays after it was followed

interface Hint {
  readonly mouse: string;
  readonly touch: string;
  /** What changes when the hint is followed. */
  readonly followed: (state: State) => unknown;
}

// the first is of no use without a decoder
const HINTS: readonly Hint[] = [
  {
    mouse: "Move over the map: every place is decoded into an image, also between the points.",
    touch: "Tap a place, or drag the ring: every place is decoded into an image.",
    followed: (s) => s.probe,
  },
  {
    mouse: "Click a point to see its image, its reconstruction, and what is most like it.",
    touch: "Tap a point to see its image, its reconstruction, and what is most like it.",
    followed: (s) => s.selected,
  },
  {
    mouse: "The tabs hold the tools. Press ? for everything that mouse and keys can do.",
    touch: "The tabs hold the tools. The button with the keys lists all you can do.",
    followed: (s) => s.tool,
  },
];

export const tour: Panel = {
  id: "tour",
  place: "map",
  create({ atlas, store }) {
    const shown = hasDecoder(atlas) ? HINTS : HINTS.slice(1);
    const hints = matchMedia("(pointer: coarse)").matches ? shown.map(({ touch }) => touch) : shown.map(({ mouse }) => mouse);
    const text = h("p", { "aria-live": "polite" });
    const dots = h("span", { class: "dots", "aria-hidden": "true" });
    const next = h("button", { class: "link", onclick: () => step(store.get().tour) });
    const card = h("section", { class: "hint", "aria-label": "First steps" }, text, h("div", { class: "row" }, dots, next, h("button", { class: "icon-button", "aria-label": "Close the hints", title: "Close", onclick: () => end() }, icon("close"))));

    const end = (): void => {
      remember();
      store.set({ tour: null });
    };
    const step = (at: number | null): void => (at === null || at + 1 >= shown.length ? end() : store.set({ tour: at + 1 }));
    store.watch((s) => s.tour, (at) => {
      card.hidden = at === null;
      if (at === null) return;
      text.textContent = hints[at];
      next.textContent = at + 1 < shown.length ? "Next" : "Done";
      fill(dots, ...shown.map((_, i) => h("i", { class: i === at ? "dot now" : "dot" })));
    });
    shown.forEach(({ followed }, at) => {
      let timer = 0;
      let first = true;
      store.watch(followed, () => {
        if (!first && store.get().tour === at && timer === 0) timer = window.setTimeout(() => {
          timer = 0;
          if (store.get().tour === at) step(at);
        }, LINGER);
        first = false;
      });
    });
    if (!remembered()) store.set({ tour: 0 });
    return card;
  },
};

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false; // storage can be forbidden; then every visit is a first one
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, "seen");
  } catch {
    // see above
  }
}
