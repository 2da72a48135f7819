import { describe, expect, it } from "vitest";
import { AtlasError, hasDecoder, parseAtlas } from "../src/atlas/format";
import { toRgba } from "../src/decode/pixels";
import { count, fixed, short } from "../src/ui/number";

const valid = {
  format: 1, name: "a", server: false,
  items: { count: 3, latent_dim: 2, labels: { names: ["x"] }, factors: [], metadata: [], chunk: 1024, latents: true, sheet: { columns: 16, rows: 16, height: 8, width: 8, count: 1 } },
  image: { channels: 1, height: 8, width: 8 },
  map: { bounds: [-1, -1, 1, 1], projection: { name: "latent", inverse: true, round_trip: null, axes: ["z1", "z2"] } },
  tiles: null,
  model: { name: "vae", summary: "", latent_dim: 2, data: "digits", split: {}, seed: 0, versions: {}, config: {}, metrics: [{ name: "m", value: 1, standard_error: 0.1, n: 3, protocol: "p" }] },
};

describe("atlas.json", () => {
  it("reads what the export writes", () => {
    const atlas = parseAtlas(valid);
    expect(atlas.items.labels).toEqual(["x"]);
    expect(atlas.model.metrics[0].standardError).toBe(0.1);
    expect(atlas.tiles).toBeNull();
  });

  it("opens atlases without clusters and ids, as they were before there were any", () => {
    const { clusters, ids } = parseAtlas(valid).items;
    expect(clusters).toEqual([]);
    expect(ids).toBe(false);
  });

  it("reads clusters and refuses too many", () => {
    const clusters = [{ name: "k-means", count: 10, noise: 0, protocol: "p" }];
    expect(parseAtlas({ ...valid, items: { ...valid.items, clusters, ids: true } }).items).toMatchObject({ clusters, ids: true });
    expect(() => parseAtlas({ ...valid, items: { ...valid.items, clusters: [{ ...clusters[0], count: 257 }] } })).toThrow(/clusters\[0\].count/);
  });

  /** All paths to values inside an object. */
  function paths(value: unknown, prefix: string[] = []): string[][] {
    if (typeof value !== "object" || value === null) return [prefix];
    return [prefix, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...prefix, key]))];
  }

  it("never answers a damaged field with anything but an explanation", () => {
    for (const path of paths(valid).filter((p) => p.length > 0))
      for (const damage of [undefined, null, -1, 0.5, "text", [], {}, Number.NaN]) {
        const copy = structuredClone(valid) as Record<string, unknown>;
        const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
        parent[path.at(-1) as string] = damage;
        try {
          parseAtlas(copy);
        } catch (error) {
          expect(error, path.join(".")).toBeInstanceOf(AtlasError);
        }
      }
  });

  it("takes sites that list no networks for sites with a decoder", () => {
    expect(hasDecoder(parseAtlas(valid))).toBe(true);
    expect(hasDecoder(parseAtlas({ ...valid, networks: ["decoder.onnx"] }))).toBe(true);
    expect(hasDecoder(parseAtlas({ ...valid, networks: ["inverse.onnx"] }))).toBe(false);
    expect(() => parseAtlas({ ...valid, networks: [1] })).toThrow(AtlasError);
  });

  it.each([null, [], "x", { format: 2 }, { ...valid, items: { ...valid.items, count: "3" } }, { ...valid, map: { ...valid.map, bounds: [1, 0, 0, 1] } }])("refuses %j", (json) => {
    expect(() => parseAtlas(json)).toThrow(AtlasError);
  });
});

describe("pixels", () => {
  it("shows one channel as grey, rounds and clips", () => {
    expect([...toRgba(Float32Array.of(0.5, 2), 1, 1, 2)]).toEqual([128, 128, 128, 255, 255, 255, 255, 255]);
  });
  it("takes channels as planes", () => {
    expect([...toRgba(Float32Array.of(0, 1, 0.2, 0.4, -1, 1), 3, 1, 2)]).toEqual([0, 51, 0, 255, 255, 102, 255, 255]);
  });
});

describe("numbers", () => {
  it("are short, with a true minus and thin spaces", () => {
    expect(short(0.0123456)).toBe("0.01235");
    expect(short(-12)).toBe("−12");
    expect(short(1234567)).toBe("1.23e+6");
    expect(fixed(-0.5)).toBe("−0.500");
    expect(count(1234567)).toBe("1\u2009234\u2009567");
  });
});
