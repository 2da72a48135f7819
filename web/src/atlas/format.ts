/** `atlas.json`, read with suspicion: every field is checked, and a wrong one is named. */

import type { Preparation } from "../encode/prepare";

/** Something in the atlas folder that is missing, damaged or of another version; the message is for the reader. */
export class AtlasError extends Error {}

export interface Factor { readonly name: string; readonly min: number; readonly max: number }
export interface Clustering { readonly name: string; readonly count: number; readonly noise: number; readonly protocol: string }
export interface Sheet { readonly columns: number; readonly rows: number; readonly height: number; readonly width: number; readonly count: number }
export interface Metric { readonly name: string; readonly value: number | null; readonly standardError: number | null; readonly n: number | null; readonly protocol: string }

export interface Atlas {
  readonly name: string;
  readonly server: boolean;
  readonly items: {
    readonly count: number;
    readonly latentDim: number;
    readonly labels: readonly string[] | null;
    readonly factors: readonly Factor[];
    /** What was found when the atlas was built; empty in older atlases. */
    readonly clusters: readonly Clustering[];
    readonly metadata: readonly string[];
    readonly chunk: number;
    readonly latents: boolean;
    /** Whether there is `ids.i32`. */
    readonly ids: boolean;
    readonly sheet: Sheet;
  };
  readonly image: { readonly channels: number; readonly height: number; readonly width: number };
  readonly bounds: readonly [number, number, number, number];
  readonly projection: { readonly name: string; readonly inverse: boolean; readonly roundTrip: number | null; readonly placeRoundTrip: number | null; readonly axes: readonly [string, string] };
  readonly tiles: { readonly levels: number; readonly size: number } | null;
  /** The extractor whose features say how far apart images look. */
  readonly features: { readonly extractor: string; readonly layers: readonly string[] } | null;
  /** Names of the ONNX files that are there. */
  readonly networks: readonly string[];
  /** Whether an atlas of the same images stands beside this one. */
  readonly compare: boolean;
  /** The view that the site opens in, as an address after `#`. */
  readonly view: string | null;
  /** How the training images were brought to the model's shape, where the image set says so. */
  readonly preparation: Preparation | null;
  readonly model: {
    readonly name: string;
    readonly summary: string;
    readonly data: unknown;
    readonly split: unknown;
    readonly seed: unknown;
    readonly versions: unknown;
    readonly config: unknown;
    readonly metrics: readonly Metric[];
    /** What the images and the weights were, as hexadecimal digests; empty where the card does not say. */
    readonly fingerprint: string;
    readonly weights: string;
  };
}

const MOST_CLUSTERS = 256;
/** The networks of sites that are older than their list. */
const ALWAYS = ["decoder.onnx", "encoder.onnx"] as const;

/** Whether this page can decode: an atlas of a function that only Python can run has no decoder. */
export function hasDecoder({ networks }: Atlas): boolean {
  return networks.includes("decoder.onnx");
}

/** Whether the encoder is in the atlas, so that other images can be encoded. */
export function hasEncoder({ networks }: Atlas): boolean {
  return networks.includes("encoder.onnx");
}

/** A JSON value together with where it stands, so that complaints can say so. */
class Node {
  constructor(readonly value: unknown, readonly path: string) {}

  fail(expected: string): never {
    throw new AtlasError(`atlas.json is damaged: "${this.path}" should be ${expected}. Export the atlas again.`);
  }
  at(key: string): Node {
    if (typeof this.value !== "object" || this.value === null || Array.isArray(this.value)) this.fail("an object");
    return new Node((this.value as Record<string, unknown>)[key], this.path === "" ? key : `${this.path}.${key}`);
  }
  get missing(): boolean {
    return this.value === null || this.value === undefined;
  }
  text(): string {
    return typeof this.value === "string" ? this.value : this.fail("a text");
  }
  number(): number {
    return typeof this.value === "number" && Number.isFinite(this.value) ? this.value : this.fail("a finite number");
  }
  whole(least: number): number {
    const value = this.number();
    return Number.isInteger(value) && value >= least ? value : this.fail(`a whole number of at least ${least}`);
  }
  choice<T extends string>(...known: T[]): T {
    return known.find((one) => one === this.value) ?? this.fail(known.join(" or "));
  }
  flag(): boolean {
    return typeof this.value === "boolean" ? this.value : this.fail("true or false");
  }
  list<T>(read: (node: Node) => T): T[] {
    if (!Array.isArray(this.value)) return this.fail("a list");
    return this.value.map((value, i) => read(new Node(value, `${this.path}[${i}]`)));
  }
  optional<T>(read: (node: Node) => T): T | null {
    return this.missing ? null : read(this);
  }
}

/** Checks and names the fields of `atlas.json`. Throws `AtlasError`. */
export function parseAtlas(json: unknown): Atlas {
  const root = new Node(json, "");
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw new AtlasError("atlas.json is damaged: it should hold an object. Export the atlas again.");
  const format = root.at("format").number();
  if (format !== 1) throw new AtlasError(`This atlas has format ${format}, this page reads format 1. Export it again with the latlas that serves this page.`);
  const items = root.at("items");
  const sheet = items.at("sheet");
  const image = root.at("image");
  const map = root.at("map");
  const projection = map.at("projection");
  const model = root.at("model");
  const bounds = map.at("bounds").list((n) => n.number());
  if (bounds.length !== 4 || !(bounds[0] < bounds[2]) || !(bounds[1] < bounds[3])) map.at("bounds").fail("[xmin, ymin, xmax, ymax]");
  const axes = projection.at("axes").list((n) => n.text());
  if (axes.length !== 2) projection.at("axes").fail("two names");
  return {
    name: root.at("name").text(),
    server: root.at("server").flag(),
    items: {
      count: items.at("count").whole(1),
      latentDim: items.at("latent_dim").whole(1),
      labels: items.at("labels").optional((n) => n.at("names").list((name) => name.text())),
      factors: items.at("factors").list((n) => ({ name: n.at("name").text(), min: n.at("min").number(), max: n.at("max").number() })),
      clusters: items.at("clusters").optional((n) => n.list(clustering)) ?? [],
      metadata: items.at("metadata").list((n) => n.text()),
      chunk: items.at("chunk").whole(1),
      latents: items.at("latents").flag(),
      ids: items.at("ids").optional((n) => n.flag()) ?? false,
      sheet: {
        columns: sheet.at("columns").whole(1),
        rows: sheet.at("rows").whole(1),
        height: sheet.at("height").whole(1),
        width: sheet.at("width").whole(1),
        count: sheet.at("count").whole(0),
      },
    },
    image: { channels: image.at("channels").whole(1), height: image.at("height").whole(1), width: image.at("width").whole(1) },
    bounds: bounds as [number, number, number, number],
    projection: {
      name: projection.at("name").text(),
      inverse: projection.at("inverse").flag(),
      roundTrip: projection.at("round_trip").optional((n) => n.number()),
      placeRoundTrip: projection.at("place_round_trip").optional((n) => n.number()),
      axes: axes as [string, string],
    },
    tiles: root.at("tiles").optional((n) => ({ levels: n.at("levels").whole(1), size: n.at("size").whole(1) })),
    features: root.at("features").optional((n) => ({ extractor: n.at("extractor").text(), layers: n.at("layers").list((layer) => layer.text()) })),
    networks: root.at("networks").optional((n) => n.list((name) => name.text())) ?? ALWAYS,
    compare: root.at("compare").optional((n) => n.flag()) ?? false,
    view: root.at("view").optional((n) => n.text()),
    preparation: model.at("preparation").optional(preparation),
    model: {
      name: model.at("name").text(),
      summary: model.at("summary").optional((n) => n.text()) ?? "",
      data: model.at("data").value,
      split: model.at("split").value,
      seed: model.at("seed").value,
      versions: model.at("versions").value,
      config: model.at("config").value,
      metrics: (model.at("metrics").optional((n) => n.list(metric)) ?? []),
      fingerprint: model.at("data_fingerprint").optional((n) => n.text()) ?? "",
      weights: model.at("weights").optional((n) => n.text()) ?? "",
    },
  };
}

function clustering(node: Node): Clustering {
  const count = node.at("count").whole(0);
  if (count > MOST_CLUSTERS) node.at("count").fail(`at most ${MOST_CLUSTERS}`);
  return { name: node.at("name").text(), count, noise: node.at("noise").whole(0), protocol: node.at("protocol").text() };
}

function preparation(node: Node): Preparation {
  return { fit: node.at("fit").choice("crop", "pad", "stretch"), background: node.at("background").choice("white", "black") };
}

function metric(node: Node): Metric {
  return {
    name: node.at("name").text(),
    value: node.at("value").optional((n) => n.number()),
    standardError: node.at("standard_error").optional((n) => n.number()),
    n: node.at("n").optional((n) => n.number()),
    protocol: node.at("protocol").optional((n) => n.text()) ?? "",
  };
}
