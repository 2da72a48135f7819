/**
 * Rows of the `k` nearest other vectors by Euclidean distance, nearest first; ties go to the lower row.
 * `vectors` is `n × width`, row by row. Exact: every row is compared.
 */
export function nearest(vectors: Float32Array, width: number, row: number, k: number): number[] {
  return nearestTo(vectors, width, vectors.subarray(row * width, (row + 1) * width), k, row);
}

/** As `nearest`, for a vector that need not be one of them; the row `without` is left out. */
export function nearestTo(vectors: Float32Array, width: number, vector: Float32Array, k: number, without = -1): number[] {
  const n = vectors.length / width;
  const size = Math.min(k, without === -1 ? n : n - 1);
  const rows: number[] = [];
  const distances: number[] = [];
  let worst = Infinity;
  for (let other = 0, start = 0; other < n; other++, start += width) {
    if (other === without) continue;
    let distance = 0;
    for (let i = 0; i < width && distance < worst; i++) {
      const difference = vectors[start + i] - vector[i];
      distance += difference * difference;
    }
    if (distance >= worst) continue;
    let at = rows.length;
    while (at > 0 && distances[at - 1] > distance) at--;
    rows.splice(at, 0, other);
    distances.splice(at, 0, distance);
    if (rows.length > size) {
      rows.pop();
      distances.pop();
    }
    if (rows.length === size) worst = distances[size - 1];
  }
  return rows;
}
