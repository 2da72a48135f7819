import { describe, expect, it } from "vitest";
import { addPin, MOST_PINS, readPin, readPins, writePin } from "../src/pins/pins";
import type { Stop } from "../src/state/state";

const place = (x: number, y: number): Stop => ({ kind: "place", at: [x, y] });

describe("pins", () => {
  it("return from their text", () => {
    for (const pin of [place(0.5, -1.25), place(-3e-7, 12_345.67), place(0, 0), { kind: "item", row: 41 } as const]) expect(readPin(writePin(pin), 42)).toEqual(pin);
  });
  it.each(["", "42", "-1", "1.5", "a", "1,b", "1,2,3", "Infinity,0", "NaN,1", "1, ,2"])("are not read from %j", (text) => expect(readPin(text, 42)).toBeNull());

  it("are each there once", () => {
    const one = addPin([], place(1, 2));
    expect(addPin(one, place(1, 2))).toBe(one);
    expect(addPin(one, place(1, 3))).toEqual([place(1, 2), place(1, 3)]);
    expect(readPins(["1,2", "wrong", "1,2", "7"], 42)).toEqual([place(1, 2), { kind: "item", row: 7 }]);
  });
  it("are few", () => {
    const texts = Array.from({ length: 30 }, (_, i) => String(i));
    expect(readPins(texts, 42).length).toBe(MOST_PINS);
  });
});
