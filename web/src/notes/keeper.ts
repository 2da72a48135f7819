/** Opens the notes on an atlas, and keeps every change of them; another window with the same atlas hears of it. */

import type { Atlas } from "../atlas/format";
import type { State } from "../state/state";
import type { Store } from "../state/store";
import { toast } from "../ui/dom";
import { decode, load, save, storageKey } from "./storage";
import type { Work } from "./work";

const DELAY = 300; // ms after the last change

export interface Notes {
  readonly work: Work;
  /** Why they are not kept, for the reader; null while they are. */
  readonly trouble: string | null;
}

const drawer = (): Storage => localStorage;

/** The notes of an earlier visit. */
export function openNotes(atlas: Atlas): Notes {
  return load(drawer, storageKey(atlas), atlas.items.count);
}

/** Keeps the notes from now on; says once when that is not possible. */
export function keepNotes(store: Store<State>, opened: Notes, atlas: Atlas): void {
  const key = storageKey(atlas);
  let kept = opened.work;
  let timer = 0;
  let complained = false;
  const complain = (trouble: string): void => {
    if (!complained) toast(trouble, 10);
    complained = true;
  };
  const write = (): void => {
    clearTimeout(timer);
    const { work } = store.get();
    if (work === kept) return;
    kept = work;
    const trouble = save(drawer, key, work);
    if (trouble !== null) complain(trouble);
  };
  store.watch((s) => s.work, (work) => {
    if (work === kept) return;
    clearTimeout(timer);
    timer = window.setTimeout(write, DELAY);
  });
  window.addEventListener("pagehide", write);
  window.addEventListener("storage", (event) => {
    if (event.key !== key) return;
    const work = event.newValue === null ? null : decode(event.newValue, atlas.items.count);
    if (work !== null) store.set({ work: (kept = work) });
  });
  if (opened.trouble !== null) complain(opened.trouble);
}
