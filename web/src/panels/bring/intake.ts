/** The ways a picture comes in: dropped on the page, pasted, or picked. */

import { h } from "../../ui/dom";

/** Calls `take` with files that are dropped anywhere on the page or pasted; while files are dragged over the page it says so. */
export function listenForFiles(take: (files: readonly File[]) => void): void {
  const veil = h("div", { class: "veil", hidden: true, "aria-hidden": "true" }, h("p", {}, "Drop pictures to encode them"));
  document.body.append(veil);
  const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  // leaving for another element of the page is no leaving
  document.addEventListener("dragleave", (event) => (veil.hidden ||= event.relatedTarget === null));
  document.addEventListener("drop", (event) => {
    veil.hidden = true;
    if (!carries(event)) return;
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])]);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) take(files);
  });
}

/** A button that opens the system's choice of files. */
export function chooser(take: (files: readonly File[]) => void): HTMLElement {
  const input = h("input", { type: "file", accept: "image/png,image/jpeg,image/webp,image/gif,image/bmp", multiple: true, hidden: true, "aria-label": "Pictures to encode", tabindex: "-1" });
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    input.value = ""; // the same file may be picked again
  });
  return h("p", {}, h("button", { class: "button", onclick: () => input.click() }, "Choose pictures …"), input);
}
