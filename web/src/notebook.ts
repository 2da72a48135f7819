/**
 * The page in a frame of a notebook: it tells the notebook what is selected, and selects what it is asked for. The frame's address
 * names the notebook's origin; messages are taken from there only, and sent nowhere else.
 */

import type { App } from "./app";

/** What the notebook may ask for. */
interface Request { readonly kind: "latlas:select"; readonly selected: number | null }

/** Connects an app with the notebook around it; without one it does nothing. */
export function joinNotebook(app: App): void {
  const notebook = new URLSearchParams(location.search).get("notebook");
  if (notebook === null || window.parent === window || !URL.canParse(notebook)) return;
  const tell = (): void => {
    const { selected, selection } = app.store.get();
    window.parent.postMessage({ kind: "latlas:selection", selected, selection: Int32Array.from(selection) }, notebook);
  };
  app.store.watch((s) => s.selected, tell);
  app.store.watch((s) => s.selection, tell);
  window.addEventListener("message", ({ source, origin, data }: MessageEvent<Request>) => {
    if (source !== window.parent || origin !== notebook || data?.kind !== "latlas:select") return;
    const { selected } = data;
    if (selected === null || (Number.isInteger(selected) && selected >= 0 && selected < app.atlas.items.count)) app.store.set({ selected });
  });
}
