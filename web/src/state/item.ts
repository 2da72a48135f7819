/** What of the view of one item is kept: how its difference is shown, and in which space neighbours are looked for. */

import type { Difference } from "../colour/difference";
import type { AddressField } from "./hash";

export interface ItemState {
  readonly difference: Difference;
  /** Whether the neighbours of the selected item are those by latents or those on the map. */
  readonly near: "latents" | "map";
}

export const GAINS = [1, 2, 4, 8] as const;
export const ITEM_DEFAULTS: ItemState = { difference: { signed: true, gain: 2 }, near: "latents" };

/** `difference=absolute.4&near=map`. */
export const itemAddress: AddressField = {
  write: ({ difference: { signed, gain }, near }) => [
    ...(signed !== ITEM_DEFAULTS.difference.signed || gain !== ITEM_DEFAULTS.difference.gain ? [["difference", `${signed ? "signed" : "absolute"}.${gain}`] as const] : []),
    ...(near !== ITEM_DEFAULTS.near ? [["near", near] as const] : []),
  ],
  read: (fields) => {
    const [kind, gain] = (fields.get("difference") ?? "").split(".");
    const known = (kind === "signed" || kind === "absolute") && GAINS.some((own) => String(own) === gain);
    return { difference: known ? { signed: kind === "signed", gain: Number(gain) } : ITEM_DEFAULTS.difference, near: fields.get("near") === "map" ? "map" : ITEM_DEFAULTS.near };
  },
};
