/** A row of buttons that save files. */

import { h, toast } from "./dom";

/** What a button writes, in words, and how; it rejects with a reason for the reader. */
export interface Saving { readonly title: string; readonly hint: string; readonly write: () => Promise<void> }

export function saveRow(savings: readonly Saving[]): HTMLElement {
  const button = ({ title, hint, write }: Saving): HTMLElement =>
    h("button", { class: "button", title: hint, "aria-label": `Save ${title}: ${hint}`, onclick: () => void write().catch((error: unknown) => toast(`Not saved: ${error instanceof Error ? error.message : String(error)}`, 8)) }, title);
  return h("div", { class: "save" }, h("span", { class: "quiet", "aria-hidden": "true" }, "Save"), ...savings.map(button));
}
