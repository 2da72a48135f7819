/** A grid over the world that finds the items of a rectangle and the nearest item to a place without visiting all. */

import { type Bounds, type Point, WORLD } from "./world";

export class Grid {
  /** Cells along each side of the world. */
  readonly side: number;
  /** Where each cell's rows start in `rows`; one more entry than cells. */
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;

  /** `world` holds x and y of every item; about four items fall into a cell. */
  constructor(private readonly world: Float32Array) {
    const n = world.length / 2;
    this.side = Math.max(1, Math.min(1024, Math.round(Math.sqrt(n / 4))));
    const cells = new Uint32Array(n);
    this.starts = new Uint32Array(this.side * this.side + 1);
    for (let row = 0; row < n; row++) {
      const cell = this.column(world[2 * row + 1]) * this.side + this.column(world[2 * row]);
      cells[row] = cell;
      this.starts[cell + 1]++;
    }
    for (let cell = 0; cell < this.side * this.side; cell++) this.starts[cell + 1] += this.starts[cell];
    const next = this.starts.slice();
    this.rows = new Uint32Array(n);
    for (let row = 0; row < n; row++) this.rows[next[cells[row]]++] = row;
  }

  private column(coordinate: number): number {
    const column = Math.floor((coordinate / WORLD) * this.side);
    return column >= 0 ? Math.min(column, this.side - 1) : 0;
  }

  /** Rows in one cell; cells at the border also hold what lies beyond it. */
  members(column: number, line: number): Uint32Array {
    const at = line * this.side + column;
    return this.rows.subarray(this.starts[at], this.starts[at + 1]);
  }

  /** Rows in a rectangle whose mask is not 0, or null when there are more than `limit`. */
  inside([left, top, right, bottom]: Bounds, mask: Uint8Array, limit: number): number[] | null {
    const found: number[] = [];
    const [x0, x1] = [this.column(left), this.column(right)];
    for (let y = this.column(top); y <= this.column(bottom); y++) {
      for (let i = this.starts[y * this.side + x0]; i < this.starts[y * this.side + x1 + 1]; i++) {
        const row = this.rows[i];
        const [px, py] = [this.world[2 * row], this.world[2 * row + 1]];
        if (mask[row] === 0 || px < left || px > right || py < top || py > bottom) continue;
        if (found.push(row) > limit) return null;
      }
    }
    return found;
  }

  /** The nearest row whose mask is not 0 within `radius` world units, or null. */
  nearest([x, y]: Point, radius: number, mask: Uint8Array): number | null {
    let best: number | null = null;
    let least = radius * radius;
    const cell = WORLD / this.side;
    const [cx, cy] = [this.column(x), this.column(y)];
    for (let ring = 0; ring < this.side; ring++) {
      // nothing in this ring is nearer than this
      const gap = Math.max(0, ring - 1) * cell;
      if (gap * gap > least) break;
      for (let gy = Math.max(0, cy - ring); gy <= Math.min(this.side - 1, cy + ring); gy++) {
        const edge = Math.abs(gy - cy) === ring;
        for (let gx = cx - ring; gx <= cx + ring; gx += edge || ring === 0 ? 1 : 2 * ring) {
          if (gx < 0 || gx >= this.side) continue;
          const at = gy * this.side + gx;
          for (let i = this.starts[at]; i < this.starts[at + 1]; i++) {
            const row = this.rows[i];
            const distance = (this.world[2 * row] - x) ** 2 + (this.world[2 * row + 1] - y) ** 2;
            if (distance <= least && mask[row] !== 0 && (distance < least || best === null)) {
              least = distance;
              best = row;
            }
          }
        }
      }
    }
    return best;
  }
}
