import { describe, expect, it } from "vitest";
import { FIRST, NONE, SEVERAL, TAG, withTags } from "../src/notes/attribute";
import type { ItemName, NotesFile } from "../src/notes/file";
import { findRows, idsOf } from "../src/notes/ids";
import { describe as inWords, joinNotes, merge, namedItems } from "../src/notes/merge";
import { difference, fromRanges, has, intersection, toRanges, toRows, union } from "../src/notes/rows";
import { decode, type Drawer, encode, load, save } from "../src/notes/storage";
import { addTag, discard, freshName, type Kept, keep, NO_WORK, removeTag, rename, renameTag, tagNames, type Work, writeNote, writtenRows } from "../src/notes/work";
import { columns, groupKeys } from "../src/ui/arrange";
import { below, listOf, pick, rowSet, seeded, text } from "./random";

const COUNT = 60;
const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b);

describe("sets of rows", () => {
  const next = seeded(1);
  it("are what Set makes of them", () => {
    for (let trial = 0; trial < 100; trial++) {
      const [a, b] = [rowSet(next, COUNT), rowSet(next, COUNT)];
      const [x, y] = [toRows(a), toRows(b)];
      expect([...x]).toEqual(sorted(a));
      expect([...union(x, y)]).toEqual(sorted(new Set([...a, ...b])));
      expect([...difference(x, y)]).toEqual(sorted(a).filter((row) => !b.has(row)));
      expect([...intersection(x, y)]).toEqual(sorted(a).filter((row) => b.has(row)));
      for (let row = 0; row < COUNT; row++) expect(has(x, row)).toBe(a.has(row));
      expect(fromRanges(toRanges(x), COUNT)).toEqual(x);
    }
  });
  it("are short where rows stand together", () => {
    expect(toRanges(Uint32Array.of(0, 1, 2, 5, 7, 8))).toBe("0-2,5,7-8");
    expect(toRanges(Uint32Array.from({ length: 1_000_000 }, (_, i) => i))).toBe("0-999999");
  });
  it("sort by number and once each", () => expect([...toRows([10, 9, 9, 100])]).toEqual([9, 10, 100]));
  it.each(["60", "5-3", "3,3", "4,2", "0-5,5", "1;2", "a", "-1", "1.5", ",", "0-59,60", "0-99999999999"])("are not read from %s", (ranges) => expect(fromRanges(ranges, COUNT)).toBeNull());
});

/** Any work over `COUNT` items, made by the edits themselves. */
function anyWork(next: () => number): Work {
  let work = NO_WORK;
  const tags = ["a", "b c", "é"];
  for (let step = below(next, 12); step > 0; step--) {
    const rows = toRows(rowSet(next, COUNT));
    if (next() < 0.4) work = addTag(work, pick(next, tags), rows);
    else if (next() < 0.3) work = removeTag(work, pick(next, tags), rows);
    else if (next() < 0.5) work = writeNote(work, below(next, COUNT), text(next));
    else work = keep(work, anyKept(next, rows), below(next, work.kept.length + 1));
  }
  return work;
}

function anyKept(next: () => number, rows: Uint32Array): Kept {
  const [name, note] = [text(next), text(next)];
  if (next() < 0.3) return { kind: "place", name, note, at: [next(), -next()] };
  return next() < 0.5 ? { kind: "view", name, note, address: text(next) } : { kind: "selection", name, note, rows };
}

describe("edits", () => {
  const rows = Uint32Array.of(2, 5, 9);
  it("divide and clean tags", () => expect(tagNames(" odd,  left   slant;odd\nx ,, ")).toEqual(["odd", "left slant", "x"]));
  it("put tags on and take them off", () => {
    const tagged = addTag(addTag(NO_WORK, "odd", rows), "odd", [3, 5]);
    expect(tagged.tags.map(({ name, rows: found }) => [name, [...found]])).toEqual([["odd", [2, 3, 5, 9]]]);
    expect([...removeTag(tagged, "odd", [2, 9]).tags[0].rows]).toEqual([3, 5]);
    expect(removeTag(tagged, "odd", tagged.tags[0].rows)).toEqual(NO_WORK);
    expect(addTag(NO_WORK, "odd", [])).toBe(NO_WORK);
  });
  it("rename a tag, and join two", () => {
    const two = addTag(addTag(NO_WORK, "a", [1, 2]), "b", [2, 3]);
    expect(renameTag(two, "a", "c").tags.map(({ name }) => name)).toEqual(["c", "b"]);
    expect(renameTag(two, "a", "b").tags.map(({ name, rows: found }) => [name, ...found])).toEqual([["b", 1, 2, 3]]);
    expect(renameTag(two, "none", "x")).toBe(two);
  });
  it("keep notes that say something", () => {
    const noted = writeNote(NO_WORK, 4, "a loop");
    expect(noted.notes.get(4)).toBe("a loop");
    expect(writeNote(noted, 4, " ")).toEqual(NO_WORK);
    expect([...writtenRows(addTag(noted, "t", rows))]).toEqual([2, 4, 5, 9]);
  });
  it("delete what is named, and put it back where it was", () => {
    const kept = ["a", "b", "c"].map((name): Kept => ({ kind: "view", name, note: "", address: name }));
    const work = kept.reduce((all, one) => keep(all, one), NO_WORK);
    expect(discard(work, kept[1]).kept).toEqual([kept[0], kept[2]]);
    expect(keep(discard(work, kept[1]), kept[1], 1)).toEqual(work);
    expect(rename(work, kept[2], "d", "n").kept[2]).toEqual({ kind: "view", name: "d", note: "n", address: "c" });
    expect(freshName(keep(work, { kind: "view", name: "View 1", note: "", address: "" }), "view")).toBe("View 2");
  });
});

describe("tags as an attribute", () => {
  it("say which tag an item has, or that it has several", () => {
    expect(withTags([], [], 5)).toEqual([]);
    const [attribute] = withTags([], addTag(addTag(NO_WORK, "a", [0, 1]), "b", [1, 3]).tags, 5);
    expect(attribute.key).toBe(TAG);
    expect([...attribute.codes]).toEqual([FIRST, SEVERAL, NONE, FIRST + 1, NONE]);
    expect(attribute.counts).toEqual([2, 1, 1, 1]);
    expect(attribute.categories).toEqual(["no tag", "several tags", "a", "b"]);
    for (const theme of ["light", "dark"] as const) expect(attribute.colours(theme)).toHaveLength(4);
  });
});

describe("notes in the browser", () => {
  const drawer = (): Drawer & { texts: Map<string, string> } => {
    const texts = new Map<string, string>();
    return { texts, getItem: (key) => texts.get(key) ?? null, setItem: (key, value) => void texts.set(key, value), removeItem: (key) => void texts.delete(key) };
  };
  it("come back", () => {
    const next = seeded(5);
    for (let trial = 0; trial < 100; trial++) {
      const [work, place] = [anyWork(next), drawer()];
      expect(decode(encode(work), COUNT)).toEqual(work);
      expect(save(() => place, "k", work)).toBeNull();
      expect(load(() => place, "k", COUNT)).toEqual({ work, trouble: null });
    }
  });
  it("leave nothing when there is nothing", () => {
    const place = drawer();
    save(() => place, "k", addTag(NO_WORK, "a", [1]));
    save(() => place, "k", NO_WORK);
    expect(place.texts.size).toBe(0);
  });
  it("are put aside, not lost, when they cannot be read", () => {
    const damaged = encode(addTag(NO_WORK, "a", [COUNT]));
    for (const content of ["", "{", "null", '{"version":9}', damaged, '{"version":1,"tags":[["a",3]],"notes":[],"kept":[]}']) {
      const place = drawer();
      place.setItem("k", content);
      const { work, trouble } = load(() => place, "k", COUNT);
      expect(work).toEqual(NO_WORK);
      expect(trouble).toContain("could not be read");
      expect(place.texts.get("k|unreadable")).toBe(content);
    }
  });
  it("are explained when storage is full or forbidden", () => {
    const full = { ...drawer(), setItem: () => { throw new DOMException("", "QuotaExceededError"); } };
    const work = addTag(NO_WORK, "a", [1]);
    expect(save(() => full, "k", work)).toContain("full");
    const forbidden = (): Drawer => { throw new DOMException("", "SecurityError"); };
    expect(save(forbidden, "k", work)).toContain("switched off");
    expect(load(forbidden, "k", COUNT)).toEqual({ work: NO_WORK, trouble: expect.stringContaining("save them as a file") });
  });
});

describe("reading a file into the notes", () => {
  const idOf = (row: number) => `id ${row}`;
  const rowOf = (id: string) => { const row = Number(id.replace("id ", "")); return row < COUNT ? row : undefined; };
  const file = (work: Work, shift = 0): NotesFile => {
    const named = (rows: Iterable<number>): ItemName[] => [...rows].map((row) => ({ id: idOf(row + shift), row }));
    return {
      atlas: null,
      items: named(writtenRows(work)).map((item) => ({ ...item, label: null, note: work.notes.get(item.row as number) ?? "", tags: work.tags.filter(({ rows }) => has(rows, item.row as number)).map(({ name }) => name) })),
      selections: work.kept.flatMap((one) => (one.kind === "selection" ? { name: one.name, note: one.note, items: named(one.rows) } : [])),
      places: work.kept.flatMap((one) => (one.kind === "place" ? one : [])),
      views: work.kept.flatMap((one) => (one.kind === "view" ? one : [])),
    };
  };
  const kinds = (work: Work) => ["selection", "place", "view"].flatMap((kind) => work.kept.filter((one) => one.kind === kind && (one.kind !== "selection" || one.rows.length > 0)));
  const byName = (work: Work) => new Map(work.tags.map(({ name, rows }) => [name, [...rows]]));

  it("gives an empty page all of it, and a page that has it nothing new", () => {
    const next = seeded(6);
    for (let trial = 0; trial < 60; trial++) {
      const work = anyWork(next);
      const { work: merged, report } = merge(NO_WORK, file(work), rowOf);
      expect(byName(merged)).toEqual(byName(work));
      expect(new Map([...merged.notes].sort())).toEqual(new Map([...work.notes].sort()));
      expect(merged.kept.map(({ name }) => name)).toEqual([...new Map(kinds(work).map((one) => [JSON.stringify([one.name, one.kind, "rows" in one ? [...one.rows] : "at" in one ? one.at : one.address]), one.name])).values()]);
      expect(report.missing).toBe(0);
      expect(merge(merged, file(work), rowOf).work).toEqual(merged);
    }
  });
  it("adds to what is there and takes nothing away", () => {
    const next = seeded(7);
    for (let trial = 0; trial < 60; trial++) {
      const [mine, theirs] = [anyWork(next), anyWork(next)];
      const { work } = merge(mine, file(theirs), rowOf);
      for (const name of ["a", "b c", "é"]) {
        const [x, y] = [byName(mine).get(name) ?? [], byName(theirs).get(name) ?? []];
        expect(byName(work).get(name) ?? []).toEqual(sorted(new Set([...x, ...y])));
      }
      for (let row = 0; row < COUNT; row++) for (const from of [mine, theirs]) expect(work.notes.get(row) ?? "").toContain(from.notes.get(row) ?? "");
    }
  });
  it("counts what is not in this atlas", () => {
    const work = keep(addTag(NO_WORK, "a", [1, COUNT - 1]), { kind: "selection", name: "s", note: "", rows: Uint32Array.of(COUNT - 2) });
    const { work: merged, report } = merge(NO_WORK, file(work, 2), rowOf);
    expect(report).toEqual({ items: 1, missing: 2, named: 0, empty: 1 });
    expect(byName(merged)).toEqual(new Map([["a", [3]]]));
    expect(inWords(report)).toBe("Read notes on 1 item and 0 named things. 2 items are not in this atlas and left out. 1 selection has no item in this atlas.");
  });
  it("joins notes without repeating them", () => {
    expect(joinNotes("a", "b")).toBe("a\nb");
    expect(joinNotes("a\nb", "b")).toBe("a\nb");
    expect(joinNotes("b", "a b")).toBe("a b");
    expect(joinNotes("", "x")).toBe("x");
  });
  it("names every item once, with its row if any entry says it", () => {
    const items = namedItems({ atlas: null, items: [{ id: "1", row: null, tags: [], note: "", label: null }], selections: [{ name: "", note: "", items: [{ id: "1", row: 4 }, { id: "2", row: null }] }], places: [], views: [] });
    expect(items).toEqual([expect.objectContaining({ id: "1", row: 4 }), { id: "2", row: null }]);
  });
});

describe("ids", () => {
  const count = 20_000;
  const asked: number[] = [];
  const idOf = async (row: number): Promise<string> => {
    asked.push(row);
    return `item-${row}`;
  };
  it("are read in the order of the rows", async () => {
    const rows = Array.from({ length: 9000 }, (_, i) => 2 * i);
    expect(await idsOf(rows, idOf)).toEqual(rows.map((row) => `item-${row}`));
  });
  it("lead to rows, without reading all of them where the file says the rows", async () => {
    asked.length = 0;
    const there = [{ id: "item-7", row: 7 }, { id: "item-19999", row: 19_999 }];
    expect(await findRows(there, count, idOf)).toEqual(new Map([["item-7", 7], ["item-19999", 19_999]]));
    expect(asked).toHaveLength(2);
  });
  it("are searched where rows are wrong or missing", async () => {
    const next = seeded(8);
    const rows = listOf(next, 50, () => below(next, count));
    const items = [...rows.map((row) => ({ id: `item-${row}`, row: next() < 0.5 ? null : below(next, 2 * count) })), { id: "stranger", row: 3 }];
    expect(await findRows(items, count, idOf)).toEqual(new Map(rows.map((row) => [`item-${row}`, row])));
  });
});

describe("the page around the tools", () => {
  it("has even rows of tabs", () => expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(columns)).toEqual([1, 2, 3, 4, 3, 3, 4, 4, 3]));
  it("groups keys by aim, in order", () => {
    const groups = groupKeys([{ aim: "a", keys: [["1", "x"]] }, { aim: "b", keys: [["2", "y"]] }, { aim: "a", keys: [["3", "z"]] }]);
    expect(groups).toEqual([{ aim: "a", keys: [["1", "x"], ["3", "z"]] }, { aim: "b", keys: [["2", "y"]] }]);
  });
});
