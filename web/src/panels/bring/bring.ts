/** Pictures that a person brings: encoded in the browser, placed on the map, shown beside their reconstruction. */

import type { App } from "../../app";
import { hasEncoder } from "../../atlas/format";
import { loadFile } from "../../atlas/load";
import { type Brought, bring as bringFile, invert } from "../../encode/bring";
import { Encoder } from "../../encode/encoder";
import { project, toWorld } from "../../geometry/world";
import type { AtlasMap } from "../../map/map";
import { createStore, type Store } from "../../state/store";
import { fill, h } from "../../ui/dom";
import type { Panel } from "../registry";
import { chooser, listenForFiles } from "./intake";
import { markAt, Marks } from "./marks";
import { showBrought } from "./show";

const MOST = 96;

/** What the tool holds; none of it is in the address, since pictures never leave the browser. */
export interface Bringing {
  readonly all: readonly Brought[];
  readonly current: Brought | null;
  /** What is being done, or nothing. */
  readonly busy: string;
  /** What went wrong with files of the last lot. */
  readonly complaints: readonly string[];
}

export const bring: Panel = {
  id: "bring",
  place: "tool",
  title: "Bring",
  decodes: true,
  keys: { aim: "Bring an image", keys: [["Drop, paste", "encode pictures from elsewhere, anywhere on the page"], ["Click its mark", "look at it again, with Bring open"]] },
  create(app, map) {
    const { channels } = app.atlas.image;
    const intro = h("h2", {}, "Bring an image");
    if (channels !== 1 && channels !== 3) return h("section", { class: "bring", "aria-label": "Bring an image" }, intro, h("p", { class: "quiet" }, `The images of this atlas have ${channels} channels; pictures have one or three.`));
    if (!hasEncoder(app.atlas)) return h("section", { class: "bring", "aria-label": "Bring an image" }, intro, h("p", { class: "quiet" }, "The encoder of this model is not in the atlas: other images cannot be encoded here."));
    const encoder = new Encoder(app.decoder, () => loadFile("encoder.onnx", app.home));
    const state = createStore<Bringing>({ all: [], current: null, busy: "", complaints: [] });
    const intake = inTurn((files: readonly File[]) => takeAll(files, app, map, state, encoder));
    const take = (files: readonly File[]): void => {
      app.store.set({ tool: "bring" });
      intake(files);
    };
    listenForFiles(take);
    mark(app, map, state);
    const status = h("p", { class: "quiet", role: "status" });
    const complaints = h("ul", { class: "complaints", role: "alert" });
    const result = h("div", {});
    state.watch((s) => s.busy, (busy) => (status.textContent = busy));
    state.watch((s) => s.complaints, (texts) => fill(complaints, ...texts.map((text) => h("li", {}, text))));
    const other = (brought: Brought): void => {
      invert(brought, app, encoder).then(
        (changed) => state.set({ all: state.get().all.map((one) => (one === brought ? changed : one)), current: changed }),
        (error: unknown) => state.set({ complaints: [message(error)] }),
      );
    };
    state.watch((s) => s.current, () => showBrought(result, app, state, other));
    const privacy = h("p", { class: "quiet" }, "Drop pictures anywhere on this page, paste one, or choose files. The encoder runs in your browser: the pictures are sent nowhere.");
    return h("section", { class: "bring", "aria-label": "Bring an image" }, intro, privacy, chooser(take), status, complaints, result);
  },
};

/** One lot of files after the other. */
function inTurn(take: (files: readonly File[]) => Promise<void>): (files: readonly File[]) => void {
  let last = Promise.resolve();
  return (files) => void (last = last.then(() => take(files)));
}

async function takeAll(files: readonly File[], app: App, map: AtlasMap, state: Store<Bringing>, encoder: Encoder): Promise<void> {
  const complaints: string[] = [];
  const chosen = files.slice(0, MOST);
  if (files.length > MOST) complaints.push(`${files.length} files are too many at once: these are the first ${MOST}.`);
  state.set({ complaints });
  for (const [i, file] of chosen.entries()) {
    state.set({ busy: chosen.length === 1 ? `Encoding ${file.name} …` : `Encoding ${file.name} (${i + 1} of ${chosen.length}) …` });
    try {
      const brought = await bringFile(file, app, encoder);
      state.set({ all: [...state.get().all, brought].slice(-MOST), current: brought });
      if (brought.place !== null) map.reveal(toWorld(app.atlas.bounds, brought.place));
    } catch (error) {
      complaints.push(`${file.name}: ${message(error)}.`);
    }
  }
  state.set({ busy: "", complaints: [...complaints] });
}

function message(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}

/** Marks on the map, and clicks on them. */
function mark(app: App, map: AtlasMap, state: Store<Bringing>): void {
  const marks = new Marks(app);
  map.addLayers(() => marks.layers(state.get().all, state.get().current));
  state.watch((s) => s, () => map.redraw());
  app.onclick("bring", ({ at }) => {
    const { all } = state.get();
    const screen = (place: Brought["place"]) => place && project(map.view, map.size, toWorld(app.atlas.bounds, place));
    const found = markAt(project(map.view, map.size, toWorld(app.atlas.bounds, at)), all.map(({ place }) => screen(place)));
    if (found !== null) state.set({ current: all[found] });
    return found !== null;
  });
}
