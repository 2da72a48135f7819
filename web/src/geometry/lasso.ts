/** Which items lie inside a shape drawn by hand. Cells of the grid that no edge touches are taken or left as a whole. */

import type { Grid } from "./grid";
import { type Point, WORLD } from "./world";

/** Whether a place is inside a closed polygon, by the even–odd rule: a ray from it crosses the outline an odd number of times. */
export function isInside(polygon: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[ax, ay], [bx, by]] = [polygon[i], polygon[j]];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** 1 for every item of `world` inside a polygon in world units whose mask is not 0. */
export function marksInside(polygon: readonly Point[], grid: Grid, world: Float32Array, mask: Uint8Array): Uint8Array {
  const found = new Uint8Array(mask.length);
  if (polygon.length < 3) return found;
  const { side } = grid;
  const cell = WORLD / side;
  const clamp = (coordinate: number): number => Math.min(side - 1, Math.max(0, Math.floor(coordinate / cell)));
  const [xs, ys] = [polygon.map(([x]) => x), polygon.map(([, y]) => y)];
  const [left, right, top, bottom] = [clamp(Math.min(...xs)), clamp(Math.max(...xs)), clamp(Math.min(...ys)), clamp(Math.max(...ys))];
  const touched = touchedCells(polygon, side, cell, clamp);
  for (let line = top; line <= bottom; line++) {
    // between two cells that the outline touches, all are inside or all are outside
    let run: boolean | null = null;
    for (let column = left; column <= right; column++) {
      const edge = column === 0 || line === 0 || column === side - 1 || line === side - 1;
      if (edge || touched[line * side + column] !== 0) {
        run = null;
        for (const row of grid.members(column, line)) if (mask[row] !== 0 && isInside(polygon, world[2 * row], world[2 * row + 1])) found[row] = 1;
        continue;
      }
      run ??= isInside(polygon, (column + 0.5) * cell, (line + 0.5) * cell);
      if (run) for (const row of grid.members(column, line)) if (mask[row] !== 0) found[row] = 1;
    }
  }
  return found;
}

/** 1 for every cell that the outline passes through. */
function touchedCells(polygon: readonly Point[], side: number, cell: number, clamp: (coordinate: number) => number): Uint8Array {
  const touched = new Uint8Array(side * side);
  polygon.forEach(([bx, by], i) => {
    const [ax, ay] = polygon[i === 0 ? polygon.length - 1 : i - 1];
    const [high, low] = [Math.min(ay, by), Math.max(ay, by)];
    const at = (y: number): number => ax + ((y - ay) / (by - ay)) * (bx - ax);
    for (let line = clamp(high); line <= clamp(low); line++) {
      // the part of the edge in this line of cells; a level edge is in one line as a whole
      const [x0, x1] = ay === by ? [ax, bx] : [at(Math.max(high, line * cell)), at(Math.min(low, (line + 1) * cell))];
      touched.fill(1, line * side + clamp(Math.min(x0, x1)), line * side + clamp(Math.max(x0, x1)) + 1);
    }
  });
  return touched;
}
