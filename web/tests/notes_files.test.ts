import { describe, expect, it } from "vitest";
import { guard, parseCsv, unguard, writeCsv } from "../src/notes/csv";
import { NotesError } from "../src/notes/error";
import { type ItemEntry, type NotesFile, readFile, toCsv, toJson } from "../src/notes/file";
import { tagNames } from "../src/notes/work";
import { below, listOf, seeded, text } from "./random";

describe("CSV", () => {
  it("is RFC 4180", () => {
    expect(writeCsv([["a", "b,c", 'd"e'], ["", "f\r\ng", "h"]])).toBe('a,"b,c","d""e"\r\n,"f\r\ng",h\r\n');
    // the examples of the RFC, section 2
    const cells = (csv: string) => parseCsv(csv).map((line) => line.cells);
    expect(cells("aaa,bbb,ccc\r\nzzz,yyy,xxx")).toEqual([["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]);
    expect(cells('"aaa","b\r\nbb","ccc"\r\nzzz,yyy,xxx\r\n')).toEqual([["aaa", "b\r\nbb", "ccc"], ["zzz", "yyy", "xxx"]]);
    expect(cells('"aaa","b""bb","ccc"')).toEqual([["aaa", 'b"bb', "ccc"]]);
  });

  it("gives back every table", () => {
    const next = seeded(1);
    for (let trial = 0; trial < 600; trial++) {
      const width = 2 + below(next, 3);
      const table = [Array.from({ length: width }, (_, i) => `c${i}`), ...listOf(next, 4, () => Array.from({ length: width }, () => text(next)))];
      expect(parseCsv(writeCsv(table)).map(({ cells }) => cells)).toEqual(table);
    }
  });

  it("reads other line ends and other countries' dividers", () => {
    for (const end of ["\n", "\r", "\r\n"]) for (const divider of [",", ";", "\t"])
      expect(parseCsv(["id", "tags"].join(divider) + end + ['"1"', '"x, y; z"'].join(divider) + end + end).map(({ cells }) => cells)).toEqual([["id", "tags"], ["1", "x, y; z"]]);
  });

  it("counts lines inside cells", () => {
    expect(parseCsv('a,b\r\n"1\r\n2\n3",x\r\nlast,y').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each(['a,b\n"open,1\n2', 'a,b\n"x"y,1'])("says where a quote is wrong: %j", (csv) => {
    expect(() => parseCsv(csv)).toThrow(/line 2/i);
    expect(() => parseCsv(csv)).toThrow(NotesError);
  });
});

describe("formulas", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "'=1", "''@x"])("are texts when they are saved: %j", (danger) => {
    expect(guard(danger)).toBe(`'${danger}`);
  });
  it("leave every other text as it is, and come back", () => {
    expect(guard("it's 1 = 1")).toBe("it's 1 = 1");
    const next = seeded(2);
    for (let trial = 0; trial < 2000; trial++) {
      const original = text(next, 4);
      expect(unguard(guard(original))).toBe(original);
      expect(/^[=+\-@\t\r\n＝＋－＠]/.test(guard(original))).toBe(false);
    }
  });
});

/** A file with everything in it that a page could have written. */
function anyFile(next: () => number): NotesFile {
  const tags = () => [...new Set(listOf(next, 3, () => text(next)).flatMap((names) => tagNames(names)))];
  const row = () => (next() < 0.2 ? null : below(next, 1e6));
  const item = (): ItemEntry => ({ id: text(next), row: row(), tags: tags(), note: text(next), label: next() < 0.3 ? null : text(next) });
  return {
    atlas: next() < 0.5 ? null : { name: text(next), weights: text(next) },
    items: listOf(next, 4, item),
    selections: listOf(next, 2, () => ({ name: text(next), note: text(next), items: listOf(next, 3, () => ({ id: text(next), row: row() })) })),
    places: listOf(next, 2, () => ({ name: text(next), note: text(next), at: [next() * 10 - 5, -next()] as const })),
    views: listOf(next, 2, () => ({ name: text(next), note: text(next), address: `at=${next()},0&zoom=2` })),
  };
}

describe("notes as files", () => {
  it("come back from JSON", () => {
    const next = seeded(3);
    for (let trial = 0; trial < 200; trial++) {
      const file = anyFile(next);
      expect(readFile(toJson(file))).toEqual(file);
    }
  });

  it("come back from CSV, as far as items go", () => {
    const next = seeded(4);
    for (let trial = 0; trial < 200; trial++) {
      const { items } = anyFile(next);
      const read = readFile((next() < 0.5 ? "\uFEFF" : "") + toCsv(items)).items;
      expect(read).toEqual(items.map((item) => ({ ...item, label: item.label ?? "" })));
    }
  });

  it("are read from a table that someone made", () => {
    expect(readFile("note;id\nodd;17\n").items).toEqual([{ id: "17", row: null, tags: [], note: "odd", label: null }]);
  });

  const whole: NotesFile = {
    atlas: { name: "a" },
    items: [{ id: "1", row: 0, tags: ["x"], note: "n", label: "l" }],
    selections: [{ name: "s", note: "", items: [{ id: "1", row: 0 }] }],
    places: [{ name: "p", note: "", at: [0, 1] }],
    views: [{ name: "v", note: "", address: "zoom=1" }],
  };

  /** All paths to values inside an object. */
  function paths(value: unknown, prefix: string[] = []): string[][] {
    if (typeof value !== "object" || value === null) return [prefix];
    return [prefix, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...prefix, key]))];
  }

  it("are explained when they are damaged", () => {
    const json = JSON.parse(toJson(whole)) as Record<string, unknown>;
    let refused = 0;
    for (const path of paths(json).filter((p) => p.length > 0))
      for (const damage of [undefined, null, -1, 0.5, "text", [], {}]) {
        const copy = structuredClone(json);
        const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
        parent[path.at(-1) as string] = damage;
        try {
          readFile(JSON.stringify(copy));
        } catch (error) {
          expect(error, path.join(".")).toBeInstanceOf(NotesError);
          refused++;
        }
      }
    expect(refused).toBeGreaterThan(60);
  });

  it.each(["", "hello", "name,age\n1,2", "id,x\n1,2", "{", "[]", "null", '{"format":"latlas notes","version":2}', "id,tags,row\n1,x,first", "id,tags\n1", 'id,tags\n"1'])("are refused when they are none: %j", (file) => {
    expect(() => readFile(file)).toThrow(NotesError);
  });
});
