import { describe, expect, it } from "vitest";
import { fromHash, type Known, type Shared, toHash } from "../src/state/hash";
import { soloCategory, toggleCategory } from "../src/state/state";
import { createStore } from "../src/state/store";

const defaults: Shared = { view: null, colouring: "label", hidden: {}, background: true, backgroundOpacity: 0.5, points: true, selected: null, tool: "item" };
const known: Known = { bounds: [-4, -4, 4, 4], attributes: new Map([["label", 10], ["factor:a&b=c", 16]]), count: 500, defaults, tools: ["item", "path"] };

describe("hash", () => {
  it("is empty for the defaults", () => {
    expect(toHash(defaults, known)).toBe("#");
    expect(fromHash("", known)).toEqual(defaults);
  });

  it("returns to the same state", () => {
    const state: Shared = {
      view: { x: 100, y: 31.25, zoom: 3.5 },
      colouring: "factor:a&b=c",
      hidden: { label: [0, 9], "factor:a&b=c": [15] },
      background: false,
      backgroundOpacity: 0.85,
      points: false,
      selected: 0,
      tool: "path",
    };
    const back = fromHash(toHash(state, known), known);
    expect(back).toEqual({ ...state, view: { x: expect.closeTo(100, 4), y: expect.closeTo(31.25, 4), zoom: 3.5 } });
  });

  it.each(["#at=1&zoom=2", "#at=a,b&zoom=2", "#zoom=99&at=0,0", "#colour=nothing", "#hide=label:77", "#hide=x:1", "#hide=label", "#item=500", "#item=-1", "#item=1.5", "#background=x", "#%E0%A4%A", "#tool=nothing", "#&&&="])(
    "takes %s as the defaults",
    (hash) => expect(fromHash(hash, known)).toEqual(defaults),
  );
});

describe("filters", () => {
  it("toggles there and back", () => {
    const once = toggleCategory({}, "label", 3);
    expect(once).toEqual({ label: [3] });
    expect(toggleCategory(once, "label", 1)).toEqual({ label: [1, 3] });
    expect(toggleCategory(once, "label", 3)).toEqual({});
  });

  it("shows one alone, then all", () => {
    const alone = soloCategory({ label: [2] }, "label", 2, 4);
    expect(alone).toEqual({ label: [0, 1, 3] });
    expect(soloCategory(alone, "label", 2, 4)).toEqual({});
  });
});

describe("store", () => {
  it("tells only of what changed", () => {
    const store = createStore({ a: 1, b: 2 });
    const heard: number[] = [];
    store.watch((s) => s.a, (a) => heard.push(a));
    store.set({ b: 5 });
    store.set({ a: 1 });
    store.set({ a: 7 });
    expect(heard).toEqual([1, 7]);
  });
});
