/** What is known of single items: id and metadata, thumbnails, latents, neighbours. Fetched when asked for, kept a while. */

import { nearest } from "../geometry/nearest";
import { type Atlas, AtlasError } from "./format";
import { type Columns, loadBytes, loadJson, loadPicture } from "./load";

const MOST_ASKED = 12; // neighbours that a server is asked for

export interface ItemText { readonly id: string; readonly metadata: readonly (readonly [string, string])[] }
export interface Neighbours {
  readonly rows: readonly number[];
  /** In which space distances were measured. */
  readonly space: "latents" | "positions";
  /** The latent of the item itself, when a server sent it along. */
  readonly latent: Float32Array | null;
}

/** Keeps the results of the last `size` different requests. */
export function remember<T>(size: number, load: (key: number) => Promise<T>, drop: (value: T) => void = () => {}): (key: number) => Promise<T> {
  const kept = new Map<number, Promise<T>>();
  return (key) => {
    const found = kept.get(key) ?? load(key);
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    for (const [oldest, value] of kept) {
      if (kept.size <= size) break;
      kept.delete(oldest);
      value.then(drop, () => {});
    }
    return found;
  };
}

/** The items of an atlas, one at a time. */
export class Items {
  /** A sheet of thumbnails as a picture. */
  readonly sheet: (sheet: number) => Promise<ImageBitmap>;
  private readonly chunk: (chunk: number) => Promise<{ id: unknown[]; metadata: Record<string, unknown[]> }>;
  private readonly answer: (row: number) => Promise<{ rows: number[]; latent: Float32Array | null }>;
  private allLatents: Promise<Float32Array> | null = null;

  /** `home` is the folder that holds the atlas, as in load.ts. */
  constructor(private readonly atlas: Atlas, private readonly columns: Columns, private readonly home = "") {
    this.sheet = remember(96, (sheet) => loadPicture(`thumbnails/${sheet}.webp`, undefined, home));
    this.chunk = remember(64, async (chunk) => (await loadJson(`items/${chunk}.json`, home)) as { id: unknown[]; metadata: Record<string, unknown[]> });
    this.answer = remember(64, (row) => askServer(row, home));
  }

  /** Whether the latents of all items are at hand, or only a request away from it. */
  get hasLatents(): boolean {
    return this.atlas.projection.name === "latent" || this.atlas.items.latents;
  }

  /** Items on one sheet. */
  get perSheet(): number {
    return this.atlas.items.sheet.columns * this.atlas.items.sheet.rows;
  }

  /** Where the thumbnail of a row lies on its sheet, in pixels. */
  place(row: number): { sheet: number; x: number; y: number } {
    const { columns, width, height } = this.atlas.items.sheet;
    const within = row % this.perSheet;
    return { sheet: Math.floor(row / this.perSheet), x: (within % columns) * width, y: Math.floor(within / columns) * height };
  }

  /** Draws the thumbnail of a row on a canvas of its size. */
  async drawThumbnail(row: number, canvas: HTMLCanvasElement): Promise<void> {
    const { width, height } = this.atlas.items.sheet;
    const { sheet, x, y } = this.place(row);
    canvas.width = width;
    canvas.height = height;
    canvas.dataset.row = String(row);
    const picture = await this.sheet(sheet);
    if (canvas.dataset.row === String(row)) canvas.getContext("2d")?.drawImage(picture, x, y, width, height, 0, 0, width, height);
  }

  /** Id and metadata of a row. */
  async text(row: number): Promise<ItemText> {
    const { chunk: size, metadata } = this.atlas.items;
    const chunk = await this.chunk(Math.floor(row / size));
    const within = row % size;
    if (!Array.isArray(chunk?.id) || within >= chunk.id.length) throw new AtlasError(`atlas/items/${Math.floor(row / size)}.json is damaged: it has no entry for item ${row}.`);
    return { id: String(chunk.id[within]), metadata: metadata.map((name) => [name, String(chunk.metadata?.[name]?.[within] ?? "")] as const) };
  }

  /** All latents, when the atlas ships them; positions that are latents need no second file. */
  latents(): Promise<Float32Array> | null {
    if (this.atlas.projection.name === "latent") return Promise.resolve(this.columns.positions);
    if (!this.atlas.items.latents) return null;
    const { count, latentDim } = this.atlas.items;
    this.allLatents ??= loadBytes("latents.f32", count * latentDim * 4, this.home).then((bytes) => new Float32Array(bytes));
    return this.allLatents;
  }

  /** The latent of one item; null when neither the atlas ships latents nor a server has them. */
  async latent(row: number): Promise<Float32Array | null> {
    const latents = this.latents();
    const { latentDim } = this.atlas.items;
    if (latents !== null) return (await latents).slice(row * latentDim, (row + 1) * latentDim);
    return this.atlas.server ? (await this.answer(row)).latent : null;
  }

  /** The `k` other items that are nearest on the map. */
  nearestOnMap(row: number, k: number): Neighbours {
    return { rows: nearest(this.columns.positions, 2, row, k), space: "positions", latent: null };
  }

  /** The `k` nearest other items; a server gives at most 12. */
  async neighbours(row: number, k: number): Promise<Neighbours> {
    const latents = this.latents();
    if (latents !== null) return { rows: nearest(await latents, this.atlas.projection.name === "latent" ? 2 : this.atlas.items.latentDim, row, k), space: "latents", latent: null };
    if (this.atlas.server) {
      const { rows, latent } = await this.answer(row);
      return { rows: rows.slice(0, k), space: "latents", latent };
    }
    return this.nearestOnMap(row, k);
  }
}

/** The neighbours of an item and its own latent, by the server. */
async function askServer(row: number, home: string): Promise<{ rows: number[]; latent: Float32Array | null }> {
  const response = await fetch(new URL(`${home}api/neighbours?row=${row}&k=${MOST_ASKED}`, document.baseURI));
  const found = (await response.json().catch(() => ({}))) as { rows?: number[]; latent?: number[]; error?: string };
  if (!response.ok || !Array.isArray(found.rows)) throw new AtlasError(`The server found no neighbours: ${found.error ?? `status ${response.status}`}.`);
  return { rows: found.rows.filter((other) => other !== row), latent: found.latent ? Float32Array.from(found.latent) : null };
}
