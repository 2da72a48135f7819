/** What the parts of the notes panel share: changing the work, taking a change back, and one open form at a time. */

import type { App } from "../../app";
import type { Work } from "../../notes/work";
import { fill, h } from "../../ui/dom";

export interface Desk {
  readonly app: App;
  /** Where a line says what was taken away, with a button that brings it back. */
  readonly undo: HTMLElement;
  /** Where the form stands that gives something a name. */
  readonly form: HTMLElement;
  /** Changes the work. */
  readonly change: (edit: (work: Work) => Work) => void;
  /** Changes the work and offers to take the change back; `restore` makes it undone in whatever the work is by then. */
  readonly takeAway: (said: string, edit: (work: Work) => Work, restore: (work: Work) => Work) => void;
}

/** The desk of a page. */
export function createDesk(app: App): Desk {
  const undo = h("p", { class: "undo", role: "status" });
  const form = h("div", { class: "naming" });
  const change: Desk["change"] = (edit) => app.store.set({ work: edit(app.store.get().work) });
  return {
    app,
    undo,
    form,
    change,
    takeAway(said, edit, restore) {
      change(edit);
      const back = (): void => {
        change(restore);
        fill(undo);
      };
      fill(undo, h("span", {}, said), h("button", { class: "link", onclick: back }, "Undo"));
    },
  };
}

/** Asks for a name and a note; `keep` is called with them. Opening it closes the one that was open. */
export function askName(desk: Desk, title: string, given: { readonly name: string; readonly note: string }, keep: (name: string, note: string) => void): void {
  const name = h("input", { type: "text", class: "field", "aria-label": "Name", value: given.name, maxlength: "120", required: true });
  const note = h("textarea", { class: "field", "aria-label": "Note", placeholder: "Note (may stay empty)", rows: 2 }, given.note);
  const close = (): void => fill(desk.form);
  const submit = (event: Event): void => {
    event.preventDefault();
    close();
    keep(name.value.trim() || given.name, note.value.trim());
  };
  const buttons = h("div", { class: "row" }, h("button", { class: "button strong", type: "submit" }, "Keep"), h("button", { class: "button", type: "button", onclick: close }, "Cancel"));
  const form = h("form", { class: "card-form", "aria-label": title, onsubmit: submit, onkeydown: (event: KeyboardEvent) => event.key === "Escape" && close() }, h("h3", {}, title), name, note, buttons);
  fill(desk.form, form);
  form.scrollIntoView({ block: "nearest" });
  name.focus();
  name.select();
}
