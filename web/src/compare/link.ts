/** Keeps two apps in step: one selection, one look, and the place of the same image under both crosshairs. */

import type { App, Counterpart } from "../app";
import { type Point, toMap, toWorld } from "../geometry/world";
import type { AtlasMap } from "../map/map";
import { NO_WORK, type Tag } from "../notes/work";
import type { State } from "../state/state";

const REACH = 40; // px from the pointer at which an item still says where the other crosshair goes

type Side = { readonly app: App; readonly map: AtlasMap; readonly rows: Int32Array };

/** Links the app on the left, which the panels and the address speak of, with the one on the right. */
export function link(app: App, map: AtlasMap, { app: other, rows, back }: Counterpart, otherMap: AtlasMap): void {
  const left: Side = { app, map, rows };
  const right: Side = { app: other, map: otherMap, rows: back };
  linkSelection(left, right);
  linkGroups(left, right);
  linkLooks(left, right);
  linkProbes(left, right);
  keepView(left, right);
}

function linkSelection(left: Side, right: Side): void {
  const over = (rows: Int32Array, row: number | null): number | null => (row === null ? null : rows[row]);
  left.app.store.watch((s) => s.selected, (row) => {
    const same = over(left.rows, row);
    right.app.store.set({ selected: same });
    if (same !== null) right.map.reveal(worldOf(right.app, same));
  });
  right.app.store.watch((s) => s.selected, (row) => left.app.store.set({ selected: over(right.rows, row) }));
  // the rings on the right are the images that are neighbours on the left
  left.app.store.watch((s) => s.neighbours, (rows) => right.app.store.set({ neighbours: rows.map((row) => left.rows[row]) }));
}

/** Several items at once: what is selected together, what is shown alone, and the tags, by which both maps can be coloured. */
function linkGroups(left: Side, right: Side): void {
  const over = (rows: readonly number[]): readonly number[] => rows.map((row) => left.rows[row]).sort((a, b) => a - b);
  const overTag = ({ name, rows }: Tag): Tag => ({ name, rows: rows.map((row) => left.rows[row]).sort() });
  left.app.store.watch((s) => s.selection, (rows) => right.app.store.set({ selection: over(rows) }));
  left.app.store.watch((s) => s.only, (rows) => right.app.store.set({ only: rows && over(rows) }));
  left.app.store.watch((s) => s.work.tags, (tags) => right.app.store.set({ work: { ...NO_WORK, tags: tags.map(overTag) } }));
  // they are chosen on the left only, but Escape lets go of them on either map
  right.app.store.watch((s) => s.selection, (rows) => {
    if (rows.length === 0 && left.app.store.get().selection.length > 0) left.app.store.set({ selection: [] });
  });
}

/** The legend speaks for both maps. */
function linkLooks(left: Side, right: Side): void {
  const looks: readonly (keyof State)[] = ["colouring", "hidden", "points", "density", "background", "backgroundOpacity", "theme"];
  for (const key of looks) left.app.store.watch((s) => s[key], (value) => right.app.store.set({ [key]: value } as Partial<State>));
}

/** The map that the pointer or the focus is on leads; the other crosshair goes to the image that is nearest to the leading one. */
function linkProbes(left: Side, right: Side): void {
  let leader = left;
  for (const side of [left, right])
    for (const kind of ["pointermove", "pointerdown", "keydown"]) side.map.host.addEventListener(kind, () => (leader = side), { capture: true });
  const follow = (from: Side, to: Side) => (probe: Point | null): void => {
    if (probe === null || leader !== from) return;
    const row = from.app.grid.nearest(toWorld(from.app.atlas.bounds, probe), REACH / 2 ** from.map.view.zoom, from.app.mask());
    if (row !== null) to.app.store.set({ probe: toMap(to.app.atlas.bounds, worldOf(to.app, from.rows[row])) });
  };
  left.app.store.watch((s) => s.probe, follow(left, right));
  right.app.store.watch((s) => s.probe, follow(right, left));
}

/** The right map's view goes through the left app's state into the address, and back. */
function keepView(left: Side, right: Side): void {
  const { bounds } = right.app.atlas;
  left.app.store.watch((s) => s.otherView, (kept) => {
    if (kept === null) return;
    const [x, y] = toWorld(bounds, kept.at);
    const view = right.app.store.get().view;
    // rounded in the address, it would otherwise come back as another view
    if (view === null || Math.hypot(view.x - x, view.y - y) * 2 ** view.zoom > 1 || Math.abs(view.zoom - kept.zoom) > 0.01) right.map.move({ x, y, zoom: kept.zoom });
  });
  right.app.store.watch((s) => s.view, (view) => view && left.app.store.set({ otherView: { at: toMap(bounds, [view.x, view.y]), zoom: view.zoom } }));
}

function worldOf({ world }: App, row: number): Point {
  return [world[2 * row], world[2 * row + 1]];
}
