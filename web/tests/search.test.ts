import { describe, expect, it } from "vitest";
import type { Attribute } from "../src/colour/attributes";
import { type Chunk, fold, matchCategories, matchChunk, numberOf, wordsOf } from "../src/search/query";
import { type Progress, scan, type Source } from "../src/search/scan";

const attribute = (key: string, kind: Attribute["kind"], categories: string[]): Attribute => ({ key, title: key, kind, categories, codes: new Uint16Array(), counts: [], colours: () => [] });

describe("queries", () => {
  it("ignore case and accents", () => {
    expect(fold("DÜRER Ångström")).toBe("durer angstrom");
    expect(wordsOf("  Dürer  hase ")).toEqual(["durer", "hase"]);
  });
  it("search texts from two letters on", () => {
    expect(wordsOf("a")).toEqual([]);
    expect(wordsOf("日本")).toEqual(["日本"]);
    expect(wordsOf("   ")).toEqual([]);
  });
  it.each([["12", 12], [" 0 ", 0], ["1.5", null], ["-1", null], ["x", null], ["", null], ["1234567890123456", null]])("take %s as the number %s", (text, number) => expect(numberOf(text)).toBe(number));
});

describe("categories", () => {
  const attributes = [attribute("label", "label", ["cat", "Wildcat", "Catfish", "dog", "3"]), attribute("factor:catness", "factor", ["cat to dog"]), attribute("cluster:k", "label", ["cluster 3", "noise"])];
  const names = (query: string) => matchCategories(query, attributes).map(({ attribute: { key, categories }, category }) => `${key}/${categories[category]}`);

  it("are found whole, then by their beginning, then anywhere; ranges of factors are not", () => expect(names(" CAT ")).toEqual(["label/cat", "label/Catfish", "label/Wildcat"]));
  it("are found by a single digit only when it is the whole name", () => expect(names("3")).toEqual(["label/3"]));
  it("include clusters", () => expect(names("cluster 3")).toEqual(["cluster:k/cluster 3"]));
  it.each(["label 3", "Label: 3", "LABEL = 3"])("are found after the title: %s", (query) => expect(names(query)).toEqual(["label/3"]));
  it("are not found by a title that runs into the name", () => expect(names("label3")).toEqual([]));
  it("are none for nothing", () => expect(names("  ")).toEqual([]));
});

const chunk: Chunk = { id: [17, "photo-17", "b"], metadata: { title: ["The Hare", "Hare and hound", null], place: ["Vienna", "München", "Wien 17"] } };

describe("texts of items", () => {
  const rows = (words: string[], most = 10, from = 0) => matchChunk(chunk, 1024, from, ["title", "place"], words, most).map(({ row }) => row);

  it("hold every word, in any field", () => {
    expect(rows(["hare"])).toEqual([1024, 1025]);
    expect(rows(["hare", "munchen"])).toEqual([1025]);
    expect(rows(["hare", "wien"])).toEqual([]);
  });
  it("hold a number as an id only as a whole", () => {
    expect(rows(["17"])).toEqual([1024, 1025, 1026]);
    expect(rows(["1"])).toEqual([1025, 1026]);
  });
  it("show the field with most of the words", () => expect(matchChunk(chunk, 0, 0, ["title", "place"], ["wien", "17"], 9)).toEqual([{ row: 2, field: "place", value: "Wien 17" }]));
  it("are listed up to a number, from a place on", () => {
    expect(rows(["17"], 1)).toEqual([1024]);
    expect(rows(["17"], 1, 1)).toEqual([1025]);
  });
  it("may be damaged", () => {
    for (const damage of [{}, { id: 3 }, { id: [1], metadata: { title: "x" } }, { id: [null], metadata: { title: [{}] } }]) expect(matchChunk(damage as Chunk, 0, 0, ["title"], ["zz"], 9)).toEqual([]);
  });
});

describe("scan", () => {
  /** Items 0 … 99 in files of 10, named by their numbers in words; remembers how many files were in memory. */
  function source(): Source & { most: number; loads: number[] } {
    let open = 0;
    const made = {
      count: 95, chunk: 10, fields: ["name"], most: 0, loads: [] as number[],
      load: async (at: number): Promise<Chunk> => {
        made.loads.push(at);
        made.most = Math.max(made.most, ++open);
        await new Promise((resolve) => setTimeout(resolve, at % 3));
        open--;
        const rows = Array.from({ length: Math.min(10, 95 - 10 * at) }, (_, i) => 10 * at + i);
        return { id: rows, metadata: { name: rows.map((row) => (row % 7 === 0 ? `seven ${row}` : `other ${row}`)) } };
      },
    };
    return made;
  }
  const sevens = Array.from({ length: 14 }, (_, i) => 7 * i);
  const run = async (from: number, most: number, words = ["seven"]) => {
    const reports: Progress[] = [];
    const own = source();
    await scan(own, words, from, most, new AbortController().signal, (progress) => reports.push(progress));
    return { reports, own, last: reports[reports.length - 1] };
  };

  it("finds all in order and says how far it is", async () => {
    const { reports, own, last } = await run(0, 100);
    expect(last.hits.map(({ row }) => row)).toEqual(sevens);
    expect(reports.map(({ searched }) => searched)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 95]);
    expect(reports.map(({ done }) => done)).toEqual([...Array<boolean>(9).fill(false), true]);
    expect(last.next).toBeNull();
    expect(own.most).toBeLessThanOrEqual(4);
  });

  it("stops at enough and goes on from there without gap or repetition", async () => {
    const found: number[] = [];
    let from: number | null = 0;
    while (from !== null) {
      const { last }: { last: Progress } = await run(from, 4);
      found.push(...last.hits.map(({ row }) => row));
      from = last.next;
    }
    expect(found).toEqual(sevens);
  });

  it("fetches and reports nothing more once it is aborted", async () => {
    const abort = new AbortController();
    const own = source();
    const reports: Progress[] = [];
    await scan(own, ["seven"], 0, 100, abort.signal, (progress) => {
      reports.push(progress);
      abort.abort();
    });
    expect(reports.length).toBe(1);
    expect(Math.max(...own.loads)).toBeLessThan(6);
  });

  it("passes on what goes wrong", async () => {
    const failing: Source = { ...source(), load: (at) => (at === 2 ? Promise.reject(new Error("no file 2")) : Promise.resolve({ id: [] })) };
    await expect(scan(failing, ["seven"], 0, 9, new AbortController().signal, () => {})).rejects.toThrow("no file 2");
  });
});
