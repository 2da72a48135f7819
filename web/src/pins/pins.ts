/** The list of pins: what may be added, and how it is written in the address. */

import type { Stop } from "../state/state";

/** More would be neither a small panel nor a short address. */
export const MOST_PINS = 12;

/** A pin as text: the row of an item, or the two coordinates of a place in map units. */
export function writePin(pin: Stop): string {
  return pin.kind === "item" ? String(pin.row) : pin.at.map((value) => Number(value.toPrecision(7))).join(",");
}

/** The pin that a text describes, or null; there are `count` items. */
export function readPin(text: string, count: number): Stop | null {
  const numbers = text.split(",").map((part) => (/^-?\d*\.?\d+(e[-+]?\d+)?$/.test(part) ? Number(part) : Number.NaN));
  if (!numbers.every(Number.isFinite)) return null;
  if (numbers.length === 2) return { kind: "place", at: [numbers[0], numbers[1]] };
  const [row] = numbers;
  return numbers.length === 1 && Number.isInteger(row) && row >= 0 && row < count ? { kind: "item", row } : null;
}

/** The pins that texts describe, without repetitions; wrong ones are left out. */
export function readPins(texts: readonly string[], count: number): readonly Stop[] {
  return texts.reduce<readonly Stop[]>((pins, text) => {
    const pin = readPin(text, count);
    return pin === null ? pins : addPin(pins, pin);
  }, []);
}

/** The list with one more at its end; the same list when it is full or holds this pin. */
export function addPin(pins: readonly Stop[], pin: Stop): readonly Stop[] {
  const known = pins.some((other) => writePin(other) === writePin(pin));
  return known || pins.length >= MOST_PINS ? pins : [...pins, pin];
}
