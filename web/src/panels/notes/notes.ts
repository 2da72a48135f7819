/** Tags and notes on items, and names for places, views and selections; kept in this browser, saved as files. */

import type { Point } from "../../geometry/world";
import { freshName, isEmpty, keep } from "../../notes/work";
import { h, icon, onKeyPress } from "../../ui/dom";
import { fixed } from "../../ui/number";
import type { Panel } from "../registry";
import { askName, createDesk, type Desk } from "./desk";
import { filePart } from "./files";
import { keptList, tagList } from "./lists";
import { showPlaces } from "./places";
import { showTagged } from "./tagged";
import { itemPart, selectionPart } from "./tagging";

const ID = "notes";

export const notes: Panel = {
  id: ID,
  place: "tool",
  title: "Notes",
  keys: {
    aim: "Keep what you found",
    keys: [
      ["T", "tag the item or the selection"],
      ["N", "name the place under the pointer or the crosshair"],
      ["V", "name the view, with the path or whatever tool is open"],
      ["Click beside the points", "name a place, while the notes are open"],
    ],
  },
  create(app, map) {
    const desk = createDesk(app);
    const { store } = app;
    const invitation = h("p", { class: "quiet" }, "Click a point to tag it and to write about it. Click beside the points to name a place.");
    const kept = h("p", { class: "quiet keeping" }, "Kept in this browser. Save a file to keep them elsewhere.");
    const section = h(
      "section",
      { class: "notes", "aria-label": "Notes" },
      invitation,
      itemPart(desk),
      selectionPart(desk),
      h(
        "div",
        { class: "buttons" },
        h("button", { class: "button", title: "The place of the crosshair (N)", onclick: () => namePlace(desk) }, icon("place"), "Name place"),
        h("button", { class: "button", title: "What is shown now, with the tool that was open before, such as a path (V)", onclick: () => nameView(desk, viewedWith) }, icon("view"), "Name view"),
      ),
      desk.form,
      desk.undo,
      tagList(desk),
      keptList(desk, map),
      filePart(desk),
      kept,
    );
    let viewedWith = ID;
    store.watch((s) => s.tool, (tool) => {
      if (tool !== ID) viewedWith = tool;
    });
    const invite = (): boolean => (invitation.hidden = store.get().selected !== null || store.get().selection.length > 0);
    store.watch((s) => s.selected, invite);
    store.watch((s) => s.selection, invite);
    store.watch((s) => s.work, (work) => (kept.hidden = isEmpty(work)));
    showPlaces(app, map, ID);
    showTagged(app, map);

    app.onclick(ID, ({ at, row }) => {
      if (row === null) namePlace(desk, at);
      return row === null;
    });
    onKeyPress("n", () => (store.set({ tool: ID }), namePlace(desk)));
    onKeyPress("v", () => {
      const { tool } = store.get();
      store.set({ tool: ID });
      nameView(desk, tool);
    });
    onKeyPress("t", () => {
      store.set({ tool: ID });
      section.querySelector<HTMLElement>(".written:not([hidden]) input")?.focus();
    });
    return section;
  },
};

function namePlace(desk: Desk, at: Point | null = desk.app.store.get().probe): void {
  if (at === null) return;
  const { axes } = desk.app.atlas.projection;
  const where = at.map((value, i) => `${axes[i]} ${fixed(value, 2)}`).join(", ");
  askName(desk, `Name this place (${where})`, { name: freshName(desk.app.store.get().work, "place"), note: "" }, (name, note) => desk.change((work) => keep(work, { kind: "place", name, note, at })));
}

/** Keeps the view together with the tool that was open; the first tool only shows the item, which the notes do not hide. */
function nameView(desk: Desk, tool: string): void {
  const { app } = desk;
  const address = app.address({ tool: tool === "item" ? ID : tool });
  askName(desk, "Name this view", { name: freshName(app.store.get().work, "view"), note: "" }, (name, note) => desk.change((work) => keep(work, { kind: "view", name, note, address })));
}
