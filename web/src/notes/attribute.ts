/** Tags as something to colour and filter by, beside labels and factors. */

import type { Attribute } from "../colour/attributes";
import { type Colour, classColours } from "../colour/palette";
import type { Theme } from "../ui/theme";
import type { Tag } from "./work";

export const TAG = "tag";
/** Categories before those of the tags, so that a new tag moves none: items without a tag, and items with several. */
export const [NONE, SEVERAL, FIRST] = [0, 1, 2];
const MOST = 60_000; // categories are 16-bit numbers

// items without a tag step back, so that a few that carry one are seen among many
const NONE_COLOUR: Readonly<Record<Theme, Colour>> = { light: [188, 195, 204], dark: [74, 82, 94] };
const SEVERAL_COLOUR: Readonly<Record<Theme, Colour>> = { light: [29, 35, 43], dark: [230, 233, 238] };

/** The given attributes, and that of the tags if there are any. */
export function withTags(attributes: readonly Attribute[], tags: readonly Tag[], count: number): readonly Attribute[] {
  return tags.length === 0 ? attributes : [...attributes, tagAttribute(tags.slice(0, MOST), count)];
}

function tagAttribute(tags: readonly Tag[], count: number): Attribute {
  const codes = new Uint16Array(count);
  tags.forEach(({ rows }, i) => rows.forEach((row) => (codes[row] = codes[row] === NONE ? FIRST + i : SEVERAL)));
  const counts = new Array<number>(FIRST + tags.length).fill(0);
  for (const code of codes) counts[code]++;
  const categories = ["no tag", "several tags", ...tags.map(({ name }) => name)];
  return { key: TAG, title: "Tag", kind: "label", categories, codes, counts, colours: (theme) => [NONE_COLOUR[theme], SEVERAL_COLOUR[theme], ...classColours(tags.length, theme)] };
}
