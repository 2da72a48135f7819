/** Names that tell two atlases apart. */

import type { Atlas } from "../atlas/format";

const MOST = 3;

/** Their own names; where these are equal, with the settings of the models that differ. */
export function namesOf(first: Atlas, second: Atlas): readonly [string, string] {
  if (first.name !== second.name) return [first.name, second.name];
  const settings = [flat("", first.model.config), flat("", second.model.config)] as const;
  const keys = [...new Set([...settings[0].keys(), ...settings[1].keys()])].filter((key) => settings[0].get(key) !== settings[1].get(key)).slice(0, MOST);
  const say = (own: ReadonlyMap<string, string>): string => keys.map((key) => `${key.replaceAll("_", " ")} ${own.get(key) ?? "unset"}`).join(", ");
  // the same settings: then it is the seed, or the luck of another machine
  if (keys.length === 0) return first.model.seed === second.model.seed ? [`${first.name} (left)`, `${second.name} (right)`] : [`${first.name}, seed ${String(first.model.seed)}`, `${second.name}, seed ${String(second.model.seed)}`];
  return [`${first.name}, ${say(settings[0])}`, `${second.name}, ${say(settings[1])}`];
}

function flat(prefix: string, value: unknown): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map([[prefix, String(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...flat(prefix === "" ? key : `${prefix}.${key}`, inner)]));
}
