/**
 * One image `channels × height × width` in [0, 1] as RGBA bytes. One or two channels show the first as grey,
 * three or more show the first three as red, green and blue; values outside [0, 1] are clipped.
 */
export function toRgba(image: Float32Array, channels: number, height: number, width: number): Uint8ClampedArray<ArrayBuffer> {
  const area = height * width;
  const rgba = new Uint8ClampedArray(area * 4);
  const [green, blue] = channels >= 3 ? [area, 2 * area] : [0, 0];
  for (let i = 0, at = 0; i < area; i++, at += 4) {
    // a clamped array rounds and clips by itself
    rgba[at] = image[i] * 255;
    rgba[at + 1] = image[i + green] * 255;
    rgba[at + 2] = image[i + blue] * 255;
    rgba[at + 3] = 255;
  }
  return rgba;
}

/** Draws decoded pixels at their own size; CSS enlarges the canvas. */
export function paint(canvas: HTMLCanvasElement, { rgba, width, height }: { rgba: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }): void {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
}
