/** Attributes: what two groups of images differ in, as a vector that can be seen on the map and added to any image. */

import type { App } from "../../app";
import { paint } from "../../decode/pixels";
import { attributesAddress } from "../../state/attributes";
import type { State } from "../../state/state";
import { fill, h } from "../../ui/dom";
import { count, short } from "../../ui/number";
import { pictureClass } from "../../ui/picture";
import type { Panel } from "../registry";
import { analogies } from "./analogy";
import { application } from "./apply";
import { type Found, find, inWords } from "./find";
import { groupChoice } from "./group";
import { type Drawn, mapMarks, NOTHING } from "./marks";
import { canDecodePlaces, decodeAndPlace } from "./places";

const TOOL = "attributes";

export const attributes: Panel = {
  id: TOOL,
  place: "tool",
  decodes: true,
  title: "Attributes",
  address: attributesAddress,
  create(app, map) {
    const draw = mapMarks(map, app, TOOL);
    let drawn: Drawn = NOTHING;
    const redraw = (part: Partial<Drawn>): void => draw((drawn = { ...drawn, ...part }));
    const applied = application(app, (base, moved) => redraw({ base, moved }));
    const sums = analogies(app, (analogy) => redraw({ analogy }));
    const means = { a: meanPicture(app, "A"), b: meanPicture(app, "B") };
    const facts = h("dl", { class: "facts" });
    const result = h("div", { class: "result", hidden: true }, means.a.figure, means.b.figure, facts);
    const note = h("p", { class: "quiet" });

    const renew = (): void => {
      const { groupA, groupB, tool } = app.store.get();
      if (tool !== TOOL) return;
      const current = () => app.store.get().groupA === groupA && app.store.get().groupB === groupB;
      const nothing = (text: string): void => {
        note.textContent = text;
        result.hidden = true;
        applied.show(null);
        redraw({ a: null, b: null });
      };
      if (groupB === null || (groupA.kind === "rest" && groupB.kind === "rest"))
        return nothing("Choose what B is. The vector from the mean latent of A to that of B is what the two groups differ in; it can be added to any image.");
      note.textContent = "Taking the means …";
      find(app, groupA, groupB).then(
        (found) => {
          if (!current()) return;
          note.textContent = readInPart(found);
          result.hidden = false;
          fill(facts, ...describe(found));
          redraw({ a: found.middleA, b: found.middleB });
          decodeAndPlace(app, "attribute-a", found.meanA, (decoded, place) => current() && (paint(means.a.canvas, decoded), place && redraw({ a: place })));
          decodeAndPlace(app, "attribute-b", found.meanB, (decoded, place) => current() && (paint(means.b.canvas, decoded), place && redraw({ b: place })));
          applied.show(found.vector);
        },
        (error: unknown) => current() && nothing(error instanceof Error ? error.message : String(error)),
      );
    };
    let waiting = false;
    const renewOnce = (): void => {
      if (waiting) return;
      waiting = true;
      // both groups may change at once
      queueMicrotask(() => {
        waiting = false;
        renew();
      });
    };
    const causes: readonly ((state: State) => unknown)[] = [(s) => s.groupA, (s) => s.groupB, (s) => s.tool === TOOL];
    for (const cause of causes) app.store.watch(cause, renewOnce);

    // a click on an item applies the vector to it, a click between items to the place
    app.onclick(TOOL, ({ at, row }) => {
      if (sums.take(row)) return true;
      if (row === null && !canDecodePlaces(app)) return false;
      app.store.set({ applyAt: row === null ? at : null });
      return row === null;
    });
    let before = app.store.get().selected;
    app.store.watch((s) => s.selected, (selected) => {
      if (selected !== before && selected !== null) app.store.set({ applyAt: null });
      before = selected;
    });

    const swap = h("button", { class: "link", title: "Swap A and B", "aria-label": "Swap A and B", onclick: () => exchange(app) }, "Swap");
    return h(
      "section",
      { class: "attributes", "aria-label": "Attributes" },
      h("div", { class: "row" }, h("h2", {}, "What differs from A to B?"), swap),
      groupChoice(app, "A"),
      groupChoice(app, "B"),
      note,
      result,
      applied.element,
      h("h3", {}, "Analogy: a − b + c"),
      sums.element,
    );
  },
};

function exchange(app: App): void {
  const { groupA, groupB } = app.store.get();
  if (groupB !== null) app.store.set({ groupA: groupB, groupB: groupA });
}

function meanPicture(app: App, letter: string): { canvas: HTMLCanvasElement; figure: HTMLElement } {
  const { image } = app.atlas;
  const canvas = h("canvas", { class: pictureClass(app.atlas), role: "img", "aria-label": `Decoded mean of group ${letter}`, "data-decoded": `attribute-mean-${letter.toLowerCase()}`, width: image.width, height: image.height });
  return { canvas, figure: h("figure", {}, canvas, h("figcaption", {}, `Mean ${letter}`)) };
}

/** How many images a server has read, where it was not all. */
function readInPart({ countA, countB, readA, readB }: Found): string {
  const parts = [["A", countA, readA], ["B", countB, readB]] as const;
  const said = parts.filter(([, all, read]) => read < all).map(([name, all, read]) => `${count(read)} of the ${count(all)} images of ${name}`);
  return said.length === 0 ? "" : `The means are of ${said.join(" and ")}.`;
}

function describe({ length, spread, separation }: Found): HTMLElement[] {
  const apart = separation === null ? "too few images to say" : `${inWords(separation)}: d′ ${short(separation, 3)}`;
  const long = "Length of the vector over the spread of all latents: the root-mean-square distance from their mean";
  const why = "d′: difference of the groups’ means along the vector over the standard deviation within them. The vector is made from one half of the images and measured on the other, both ways. 0 is no difference, at 1 the groups overlap much, at 3 hardly.";
  return [h("dt", {}, "length"), h("dd", { title: long }, `${short(length / spread, 3)} × the spread`), h("dt", {}, "groups are apart"), h("dd", { title: why }, apart)];
}
