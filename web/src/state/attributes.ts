/** The groups that an attribute is found between, what it is applied to, and an analogy: as state, as text, in the address. */

import type { Attribute } from "../colour/attributes";
import type { Point } from "../geometry/world";
import type { AddressField, Known } from "./hash";
import { marks, MOST_IN_ADDRESS, rowsFromText, rowsToText } from "./selection";

/** Some of the images: a category such as a label, a range of a factor (both ends included), chosen rows, or all that are not in the other group. */
export type Group =
  | { readonly kind: "category"; readonly attribute: string; readonly category: number }
  | { readonly kind: "range"; readonly attribute: string; readonly from: number; readonly to: number }
  | { readonly kind: "rows"; readonly rows: readonly number[] }
  | { readonly kind: "rest" };

export interface AttributesState {
  readonly groupA: Group;
  /** Null until one is chosen. */
  readonly groupB: Group | null;
  /** How many times the vector is added. */
  readonly amount: number;
  /** A place that it is added to instead of the selected item or the place under the pointer. */
  readonly applyAt: Point | null;
  /** Rows of a, b and c of a − b + c. */
  readonly analogy: readonly (number | null)[];
}

export const MOST_AMOUNT = 2;
export const ATTRIBUTES_DEFAULTS: AttributesState = { groupA: { kind: "rest" }, groupB: null, amount: 1, applyAt: null, analogy: [null, null, null] };

/** A group as text: `label:3`, `factor:azimuth:10~50`, `rows:3.17`, `rest`. */
export function groupToText(group: Group): string {
  if (group.kind === "rest") return "rest";
  if (group.kind === "rows") return `rows:${rowsToText(group.rows)}`;
  return group.kind === "category" ? `${group.attribute}:${group.category}` : `${group.attribute}:${group.from}~${group.to}`;
}

/** A group from text; null for anything that is none here. */
export function groupFromText(text: string, { attributes, count }: Pick<Known, "attributes" | "count">): Group | null {
  if (text === "rest") return { kind: "rest" };
  const colon = text.lastIndexOf(":");
  const [key, value] = [text.slice(0, colon), text.slice(colon + 1)];
  if (key === "rows") {
    const rows = rowsFromText(value, count);
    return rows && { kind: "rows", rows };
  }
  if (!attributes.has(key)) return null;
  const ends = value.split("~");
  if (ends.length === 2 && key.startsWith("factor:")) {
    const [from, to] = ends.map(Number);
    return ends.every((end) => end.trim() !== "") && Number.isFinite(from) && Number.isFinite(to) && from <= to ? { kind: "range", attribute: key, from, to } : null;
  }
  const category = Number(value);
  return /^\d+$/.test(value) && category < (attributes.get(key) ?? 0) && !key.startsWith("factor:") ? { kind: "category", attribute: key, category } : null;
}

/** 1 for every image of a group. `factors` is `count × names.length`, row by row; `other` is the group whose rest is meant. */
export function membersOf(group: Group, other: Group | null, count: number, attributes: readonly Attribute[], names: readonly string[], factors: Float32Array | null): Uint8Array {
  if (group.kind === "rows") return marks(group.rows, count);
  if (group.kind === "rest") return other === null || other.kind === "rest" ? new Uint8Array(count) : membersOf(other, null, count, attributes, names, factors).map((member) => 1 - member);
  const members = new Uint8Array(count);
  if (group.kind === "category") {
    const codes = attributes.find(({ key }) => key === group.attribute)?.codes;
    for (let row = 0; codes && row < count; row++) members[row] = Number(codes[row] === group.category);
  } else {
    const column = names.findIndex((name) => `factor:${name}` === group.attribute);
    for (let row = 0; factors && column >= 0 && row < count; row++) {
      const value = factors[row * names.length + column];
      members[row] = Number(value >= group.from && value <= group.to);
    }
  }
  return members;
}

/** `group-a=rest&group-b=label:3&amount=-0.5&apply=0.5,1.25&analogy=3.17.40`. */
export const attributesAddress: AddressField = {
  write: ({ groupA, groupB, amount, applyAt, analogy }) => {
    const pairs: (readonly [string, string])[] = [];
    const short = (group: Group): boolean => group.kind !== "rows" || group.rows.length <= MOST_IN_ADDRESS;
    if (groupA.kind !== "rest" && short(groupA)) pairs.push(["group-a", groupToText(groupA)]);
    if (groupB !== null && short(groupB)) pairs.push(["group-b", groupToText(groupB)]);
    if (amount !== ATTRIBUTES_DEFAULTS.amount) pairs.push(["amount", String(amount)]);
    if (applyAt !== null) pairs.push(["apply", applyAt.map((value) => Number(value.toPrecision(6))).join(",")]);
    if (analogy.some((row) => row !== null)) pairs.push(["analogy", analogy.map((row) => row ?? "").join(".")]);
    return pairs;
  },
  read: (fields, known) => {
    const group = (name: string): Group | null => groupFromText(fields.get(name) ?? "", known);
    const amount = Number(fields.get("amount") ?? Number.NaN);
    const place = (fields.get("apply") ?? "").split(",");
    const [x, y] = place.map(Number);
    const rows = (fields.get("analogy") ?? "").split(".").map((part) => (/^\d{1,9}$/.test(part) && Number(part) < known.count ? Number(part) : null));
    return {
      groupA: group("group-a") ?? ATTRIBUTES_DEFAULTS.groupA,
      groupB: group("group-b"),
      amount: Math.abs(amount) <= MOST_AMOUNT ? amount : ATTRIBUTES_DEFAULTS.amount,
      applyAt: place.length === 2 && place.every((part) => part.trim() !== "") && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null,
      analogy: rows.length === 3 ? rows : ATTRIBUTES_DEFAULTS.analogy,
    };
  },
};
