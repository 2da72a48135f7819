/** LZW as GIF has it (GIF89a specification, appendix F): codes of growing width, packed from the lowest bit on. */

const MOST_CODES = 4096;

/** Compresses palette indices below 2^`bits`; `bits` is at least 2. */
export function compress(indices: Uint8Array, bits: number): Uint8Array {
  const clear = 1 << bits;
  const end = clear + 1;
  const packed: number[] = [];
  let [held, heldBits] = [0, 0];
  let [width, next] = [bits + 1, end + 1];
  const codes = new Map<number, number>();
  const emit = (code: number): void => {
    held |= code << heldBits;
    for (heldBits += width; heldBits >= 8; heldBits -= 8) {
      packed.push(held & 255);
      held >>>= 8;
    }
  };

  emit(clear);
  let prefix = indices[0] ?? 0;
  for (let i = 1; i < indices.length; i++) {
    const key = (prefix << 8) | indices[i];
    const known = codes.get(key);
    if (known !== undefined) {
      prefix = known;
      continue;
    }
    emit(prefix);
    prefix = indices[i];
    if (next === MOST_CODES) {
      emit(clear);
      codes.clear();
      [width, next] = [bits + 1, end + 1];
    } else {
      // the reader learns a code one step after the writer, so the width grows with the code that needs it
      if (next === 1 << width) width++;
      codes.set(key, next++);
    }
  }
  emit(prefix);
  emit(end);
  if (heldBits > 0) packed.push(held & 255);
  return Uint8Array.from(packed);
}
