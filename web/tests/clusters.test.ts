import { describe, expect, it } from "vitest";
import type { Atlas } from "../src/atlas/format";
import type { Columns } from "../src/atlas/load";
import { attributesOf } from "../src/colour/attributes";
import { NEUTRAL } from "../src/colour/palette";

const atlas = (clusters: object[]) => ({ items: { labels: null, factors: [], clusters } }) as unknown as Atlas;
const columns = (clusters: number[]) => ({ labels: null, factors: null, clusters: Int32Array.from(clusters) }) as unknown as Columns;
const found = (name: string, count: number) => ({ name, count, noise: 0, protocol: `as ${name} does` });

describe("clusters as attributes", () => {
  it("take their own column, and show noise in grey at the end", () => {
    const [kmeans, hdbscan] = attributesOf(atlas([found("k-means", 3), found("hdbscan", 2)]), columns([2, -1, 0, 0, 1, 1, 0, -1]));
    expect([...kmeans.codes]).toEqual([2, 0, 1, 0]);
    expect(kmeans).toMatchObject({ key: "cluster:k-means", kind: "label", categories: ["cluster 0", "cluster 1", "cluster 2"], counts: [2, 1, 1, 0], note: "as k-means does" });
    expect([...hdbscan.codes]).toEqual([2, 0, 1, 2]);
    expect(hdbscan.categories).toEqual(["cluster 0", "cluster 1", "noise"]);
    expect(hdbscan.counts).toEqual([1, 1, 2]);
    expect(hdbscan.colours("light")[2]).toEqual(NEUTRAL.light);
  });

  it("are left out where nothing was found", () => {
    expect(attributesOf(atlas([found("hdbscan", 0)]), columns([-1, -1]))).toEqual([]);
  });

  it("take numbers that name no cluster as noise", () => {
    const [own] = attributesOf(atlas([found("hdbscan", 1)]), columns([7, 0, -9]));
    expect([...own.codes]).toEqual([1, 0, 1]);
  });
});
