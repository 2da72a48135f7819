/** Pictures put together and enlarged, pixel by pixel. */

/** RGBA bytes, row by row. */
export interface Picture { readonly rgba: Uint8ClampedArray<ArrayBuffer>; readonly width: number; readonly height: number }

const READABLE = 112; // px that the longer side of a saved image has at least, where whole pixels allow

/** The whole factor that makes small images readable and leaves large ones as they are. */
export function enlargement({ width, height }: { width: number; height: number }): number {
  return Math.max(1, Math.round(READABLE / Math.max(width, height)));
}

/** Every pixel as a square of `factor` × `factor`. */
export function enlarged({ rgba, width, height }: Picture, factor: number): Picture {
  const [pixels, wide] = [new Uint32Array(rgba.buffer, rgba.byteOffset, width * height), width * factor];
  const large = new Uint32Array(wide * height * factor);
  for (let y = 0; y < height * factor; y++) {
    const row = Math.floor(y / factor) * width;
    for (let x = 0; x < wide; x++) large[y * wide + x] = pixels[row + Math.floor(x / factor)];
  }
  return { rgba: new Uint8ClampedArray(large.buffer), width: wide, height: height * factor };
}

/** Pictures of one size in a grid, row by row, `gap` white pixels apart; the last row may be short. */
export function sheet(pictures: readonly Picture[], columns: number, gap: number): Picture {
  const { width, height } = pictures[0];
  const rows = Math.ceil(pictures.length / columns);
  const [wide, high] = [columns * (width + gap) - gap, rows * (height + gap) - gap];
  const rgba = new Uint8ClampedArray(wide * high * 4).fill(255);
  pictures.forEach((picture, i) => {
    const left = (i % columns) * (width + gap);
    const top = Math.floor(i / columns) * (height + gap);
    for (let y = 0; y < height; y++) rgba.set(picture.rgba.subarray(4 * y * width, 4 * (y + 1) * width), 4 * ((top + y) * wide + left));
  });
  return { rgba, width: wide, height: high };
}

/** There and back: 0, 1, …, n − 1, n − 2, …, 1. */
export function thereAndBack(count: number): number[] {
  const there = Array.from({ length: count }, (_, i) => i);
  return [...there, ...there.slice(1, -1).reverse()];
}
