import { describe, expect, it } from "vitest";
import { type Attribute, FAINT, fillColours } from "../src/colour/attributes";
import { type Known, readAddress, writeAddress } from "../src/state/hash";
import { ITEM_DEFAULTS, itemAddress } from "../src/state/item";
import { after, changed, intersection, inverted, marks, MOST_IN_ADDRESS, rowsFromText, rowsOf, selectionAddress } from "../src/state/selection";
import type { State } from "../src/state/state";

const state = (part: Partial<State>): State => part as State;
const known = { count: 100 } as Known;
const parse = (text: string) => new URLSearchParams(text);

describe("selections", () => {
  const found = marks([1, 2, 9], 10);

  it("are replaced, added to and taken from", () => {
    expect(changed([2, 3], found, "replace")).toEqual([1, 2, 9]);
    expect(changed([2, 3], found, "add")).toEqual([1, 2, 3, 9]);
    expect(changed([2, 3], found, "remove")).toEqual([3]);
  });

  it("invert within what is shown", () => {
    const mask = Uint8Array.of(1, 1, 0, 1);
    expect(inverted([1], mask)).toEqual([0, 3]);
    expect(inverted(inverted([1], mask), mask)).toEqual([1]);
    expect([...mask]).toEqual([1, 1, 0, 1]);
  });

  it("narrow what is shown", () => {
    const mask = Uint8Array.of(1, 0, 1, 1);
    expect(intersection(mask, null)).toBe(mask);
    expect(rowsOf(intersection(mask, [1, 2]))).toEqual([2]);
  });
});

describe("the address of a selection", () => {
  const text = (part: Partial<State>) => selectionAddress.write(state({ selection: [], only: null, ...part }), known).map((pair) => pair.join("=")).join("&");

  it("returns to the same rows", () => {
    const part = { selection: [0, 17, 99], only: [3] };
    expect(text(part)).toBe("select=0.17.99&only=3");
    expect(selectionAddress.read(parse(text(part)), known)).toEqual(part);
  });

  it("leaves large selections out", () => {
    const rows = Array.from({ length: MOST_IN_ADDRESS + 1 }, (_, i) => i);
    expect(text({ selection: rows, only: rows })).toBe("");
    expect(text({ selection: rows.slice(1) })).not.toBe("");
    expect(text({})).toBe("");
  });

  it.each(["", "x", "100", "-1", "1.5e9..", "...", "99999999999"])("takes %j as nothing, or as what is right in it", (value) => {
    const rows = rowsFromText(value, 100);
    if (value.startsWith("1.5")) expect(rows).toEqual([1]);
    else expect(rows).toBeNull();
  });

  it("orders rows and names each once", () => {
    expect(rowsFromText("9.3.9.200", 100)).toEqual([3, 9]);
  });
});

describe("the address of the item's view", () => {
  it("returns to the same view, and is empty at the start", () => {
    expect(itemAddress.write(state(ITEM_DEFAULTS), known)).toEqual([]);
    const part = { difference: { signed: false, gain: 8 }, near: "map" as const };
    const defaults = { tool: "item", view: null, colouring: "none", hidden: {}, background: false, backgroundOpacity: 0.5, points: true, selected: null };
    const all: Known = { bounds: [0, 0, 1, 1], attributes: new Map(), count: 10, defaults, tools: ["item"] };
    const address = writeAddress({ ...defaults, ...part } as unknown as State, all, [itemAddress]);
    expect(readAddress(address, all, [itemAddress])).toEqual({ ...defaults, ...part });
  });

  it.each(["difference=signed.3", "difference=wild.4", "difference=", "near=moon"])("takes %s as the default", (text) => {
    expect(itemAddress.read(parse(text), known)).toEqual(ITEM_DEFAULTS);
  });
});

describe("steps from item to item", () => {
  const mask = Uint8Array.of(1, 0, 1, 1);
  it("go through what is shown, and round at the ends", () => {
    expect([0, 2, 3].map((row) => after([], mask, row, 1))).toEqual([2, 3, 0]);
    expect([0, 2, 3].map((row) => after([], mask, row, -1))).toEqual([3, 0, 2]);
    expect([after([], mask, null, 1), after([], mask, null, -1)]).toEqual([0, 3]);
    expect(after([], new Uint8Array(3), 1, 1)).toBe(1);
  });
  it("go through the selection, from anywhere", () => {
    expect([0, 1, 2, 3].map((row) => after([1, 3], mask, row, 1))).toEqual([1, 3, 3, 1]);
    expect([0, 1, 2, 3].map((row) => after([1, 3], mask, row, -1))).toEqual([3, 3, 1, 1]);
    expect([after([1, 3], mask, null, 1), after([1, 3], mask, null, -1)]).toEqual([1, 3]);
  });
});

it("colours of what is not selected are grey and faint, of hidden items none", () => {
  const attribute: Attribute = { key: "x", title: "x", kind: "label", categories: ["a"], codes: new Uint16Array(3), counts: [3], colours: () => [[200, 0, 0]] };
  const filled = fillColours(Uint32Array.of(2, 0, 1), Uint8Array.of(1, 1, 0), attribute, "light", Uint8Array.of(0, 1, 1));
  const [hidden, faint, chosen] = [0, 4, 8].map((at) => [...filled.slice(at, at + 4)]);
  expect(hidden).toEqual([0, 0, 0, 0]);
  expect(chosen).toEqual([200, 0, 0, 255]);
  expect(faint[3]).toBe(FAINT);
  expect(Math.max(...faint.slice(0, 3)) - Math.min(...faint.slice(0, 3))).toBeLessThan(30);
});
