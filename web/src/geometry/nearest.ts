/**
 * Rows of the `k` nearest other vectors by Euclidean distance, nearest first; ties go to the lower row.
 * `vectors` is `n × width`, row by row. Exact: every row is compared.
 */
export function nearest(vectors: Float32Array, width: number, row: number, k: number): number[] {
  return nearestTo(vectors, width, vectors.subarray(row * width, (row + 1) * width), k, [row]);
}

/** Rows of the `k` vectors nearest to `target`, as above; those of `except` are left out. */
export function nearestTo(vectors: Float32Array, width: number, target: Float32Array, k: number, except: readonly number[] = []): number[] {
  const n = vectors.length / width;
  const left = new Set(except);
  const size = Math.min(k, n - left.size);
  const rows: number[] = [];
  const distances: number[] = [];
  let worst = Infinity;
  for (let other = 0, start = 0; other < n; other++, start += width) {
    let distance = 0;
    for (let i = 0; i < width && distance < worst; i++) {
      const difference = vectors[start + i] - target[i];
      distance += difference * difference;
    }
    if (distance >= worst || left.has(other)) continue;
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
