/** The inverse of a permutation of 0 … n − 1; null for what is none. */
export function inverse(rows: Int32Array): Int32Array | null {
  const back = new Int32Array(rows.length).fill(-1);
  for (let row = 0; row < rows.length; row++) {
    const other = rows[row];
    if (other < 0 || other >= rows.length || back[other] !== -1) return null;
    back[other] = row;
  }
  return back;
}
