/** Opens the atlas that stands beside the first one, and finds out which of its rows is which image. */

import { type App, type Counterpart, createApp, type Tools } from "../app";
import { AtlasError } from "../atlas/format";
import { loadBytes, openAtlas } from "../atlas/load";
import { inverse } from "./permutation";

const HOME = "compare/";

/** The atlas in `compare/`. Throws `AtlasError`, also when its rows do not pair off with those of the first. */
export async function openCounterpart(first: App, tools: Tools): Promise<Counterpart> {
  const { atlas, columns } = await openAtlas(HOME);
  const count = first.atlas.items.count;
  const rows = new Int32Array(await loadBytes("rows.i32", count * 4, HOME));
  const back = inverse(rows);
  if (back === null || atlas.items.count !== count) throw new AtlasError(`${HOME}atlas/rows.i32 is damaged: it does not pair the items of the two atlases. Export them again.`);
  return { app: createApp(atlas, columns, tools, { home: HOME, first, back }), rows, back };
}
