import { dialog, h, icon, toast } from "../ui/dom";
import type { Panel } from "./registry";

/** Copies the address, which holds the whole view. */
export const share: Panel = {
  id: "share",
  place: "bar",
  create() {
    return h("button", { class: "bar-button", title: "Copy a link to this view", onclick: copy }, icon("link"), h("span", {}, "Copy link"));
  },
};

async function copy(): Promise<void> {
  // the address follows the view after a moment; wait for it
  await new Promise((resolve) => setTimeout(resolve, 250));
  try {
    await navigator.clipboard.writeText(location.href);
    toast("Link copied: it opens this view.");
  } catch {
    const field = h("input", { type: "text", value: location.href, readonly: true, "aria-label": "Link to this view", class: "wide" });
    dialog("Link to this view", field);
    field.select();
  }
}
