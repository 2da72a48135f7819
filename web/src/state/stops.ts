/** Stops as text for the address: an item as its row, a place as `x:y` in map units. */

import { isPathKind } from "../geometry/paths";
import type { AddressField } from "./hash";
import { type Mix, NO_MIX, NO_ROUTE, type Route, type Stop } from "./state";

export const MOST_STOPS = 24;
export const MOST_IMAGES = 64;
export const LARGEST_SIDE = 16;

/** The stop as one word. */
export function writeStop(stop: Stop): string {
  return stop.kind === "item" ? String(stop.row) : stop.at.map((value) => Number(value.toPrecision(7))).join(":");
}

/** The stop of a word, or null when it is none in an atlas of `count` items. */
export function readStop(word: string, count: number): Stop | null {
  if (/^\d+$/.test(word)) return Number(word) < count ? { kind: "item", row: Number(word) } : null;
  const at = word.split(":").map((part) => (part === "" ? Number.NaN : Number(part)));
  return at.length === 2 && at.every(Number.isFinite) ? { kind: "place", at: [at[0], at[1]] } : null;
}

/** `path=12,0.5:-1.25&way=spherical&images=16`. */
export const routeAddress: AddressField = {
  write({ route }) {
    const pairs: [string, string][] = [];
    if (route.stops.length > 0) pairs.push(["path", route.stops.map(writeStop).join(",")]);
    if (route.kind !== NO_ROUTE.kind) pairs.push(["way", route.kind]);
    if (route.images !== NO_ROUTE.images) pairs.push(["images", String(route.images)]);
    return pairs;
  },
  read(fields, { count }) {
    const words = (fields.get("path") ?? "").split(",").filter((word) => word !== "");
    const stops = words.map((word) => readStop(word, count)).filter((stop) => stop !== null).slice(0, MOST_STOPS);
    const way = fields.get("way") ?? "";
    const route: Route = { stops, kind: isPathKind(way) ? way : NO_ROUTE.kind, images: whole(fields.get("images"), 2, MOST_IMAGES) ?? NO_ROUTE.images };
    return { route };
  },
};

/** `mix=12,33,,0.5:1&side=6`; a corner that is not picked yet is empty. */
export const mixAddress: AddressField = {
  write({ mix }) {
    const pairs: [string, string][] = [];
    if (mix.corners.some((corner) => corner !== null)) pairs.push(["mix", mix.corners.map((corner) => (corner === null ? "" : writeStop(corner))).join(",")]);
    if (mix.side !== NO_MIX.side) pairs.push(["side", String(mix.side)]);
    return pairs;
  },
  read(fields, { count }) {
    const words = (fields.get("mix") ?? "").split(",");
    const corner = (i: number): Stop | null => readStop(words[i] ?? "", count);
    const mix: Mix = { corners: [corner(0), corner(1), corner(2), corner(3)], side: whole(fields.get("side"), 2, LARGEST_SIDE) ?? NO_MIX.side };
    return { mix };
  },
};

function whole(text: string | null, least: number, most: number): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) && value >= least && value <= most ? value : null;
}
