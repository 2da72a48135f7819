/** Fetches the files of an atlas; whatever goes wrong becomes an `AtlasError` that names the file. */

import { type Atlas, AtlasError, parseAtlas } from "./format";

// `home` is the folder that holds the folder `atlas`: beside the page for the atlas itself, `compare/` for one that it is compared with

async function get(path: string, home: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(new URL(`${home}atlas/${path}`, document.baseURI), { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AtlasError(`${home}atlas/${path} could not be fetched: the server does not answer.`);
  }
  if (!response.ok) throw new AtlasError(`${home}atlas/${path} is missing (status ${response.status}). Export the atlas again, or copy the whole folder.`);
  return response;
}

/** A JSON file of the atlas. */
export async function loadJson(path: string, home = ""): Promise<unknown> {
  const text = await (await get(path, home)).text();
  try {
    return JSON.parse(text);
  } catch {
    throw new AtlasError(`${home}atlas/${path} is damaged: it is not JSON. Export the atlas again.`);
  }
}

/** A file as it is. */
export async function loadFile(path: string, home = ""): Promise<ArrayBuffer> {
  return (await get(path, home)).arrayBuffer();
}

/** A raw file whose size is known. */
export async function loadBytes(path: string, size: number, home = ""): Promise<ArrayBuffer> {
  const bytes = await loadFile(path, home);
  if (bytes.byteLength !== size) throw new AtlasError(`${home}atlas/${path} is damaged: it has ${bytes.byteLength} bytes instead of ${size}. Export the atlas again.`);
  return bytes;
}

/** A picture of the atlas, decoded. */
export async function loadPicture(path: string, signal?: AbortSignal, home = ""): Promise<ImageBitmap> {
  const blob = await (await get(path, home, signal)).blob();
  try {
    return await createImageBitmap(blob);
  } catch {
    throw new AtlasError(`${home}atlas/${path} is damaged: it is not a picture. Export the atlas again.`);
  }
}

/** Everything the map needs before its first frame. */
export interface Columns {
  /** x and y of every item, in the units of the map. */
  readonly positions: Float32Array;
  /** Index into the label names, −1 for none; null when the atlas has no labels. */
  readonly labels: Int32Array | null;
  /** `count × factors`, row by row; null when the atlas has no factors. */
  readonly factors: Float32Array | null;
  /** `count × clusterings`, row by row: cluster in each, −1 for none; null when the atlas has no clusters. */
  readonly clusters: Int32Array | null;
  /** For every item, how far the latent that its place leads back to is from its own, over the latents' spread; null without a way back. */
  readonly roundTrips: Float32Array | null;
}

/** `atlas.json` and the columns of the items. Throws `AtlasError`. */
export async function openAtlas(home = ""): Promise<{ atlas: Atlas; columns: Columns }> {
  const atlas = parseAtlas(await loadJson("atlas.json", home));
  const { count, labels, factors, clusters } = atlas.items;
  const [positions, labelBytes, factorBytes, clusterBytes, tripBytes] = await Promise.all([
    loadBytes("positions.f32", count * 8, home),
    labels === null ? null : loadBytes("labels.i32", count * 4, home),
    factors.length === 0 ? null : loadBytes("factors.f32", count * factors.length * 4, home),
    clusters.length === 0 ? null : loadBytes("clusters.i32", count * clusters.length * 4, home),
    atlas.projection.placeRoundTrip === null ? null : loadBytes("round_trips.f32", count * 4, home),
  ]);
  return {
    atlas,
    columns: {
      positions: new Float32Array(positions),
      labels: labelBytes && new Int32Array(labelBytes),
      factors: factorBytes && new Float32Array(factorBytes),
      clusters: clusterBytes && new Int32Array(clusterBytes),
      roundTrips: tripBytes && new Float32Array(tripBytes),
    },
  };
}
