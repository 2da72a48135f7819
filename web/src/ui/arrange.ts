/** How things are laid out whose number the page does not know beforehand: tabs and keys. */

/** Keys and gestures under what one wants to do. */
export interface KeyGroup { readonly aim: string; readonly keys: readonly (readonly [keys: string, effect: string])[] }

/** Groups in order, those of the same aim as one. */
export function groupKeys(groups: readonly KeyGroup[]): readonly KeyGroup[] {
  const merged = new Map<string, KeyGroup>();
  for (const { aim, keys } of groups) merged.set(aim, { aim, keys: [...(merged.get(aim)?.keys ?? []), ...keys] });
  return [...merged.values()];
}

const IN_A_ROW = 4; // names of ten letters fit beside each other in the narrowest panel

/** Tabs beside each other: rows as even as they can be. */
export function columns(count: number): number {
  return Math.ceil(count / Math.ceil(count / IN_A_ROW));
}
