/** Opens a picture that a person brought: checked first, decoded by the browser, read some rows at a time. */

import { HEADER_BYTES, PictureError, readHeader } from "./header";
import type { Pixels, Preparation } from "./prepare";

/** Larger pictures would fill the memory of a phone; cameras of phones take up to this many pixels. */
export const MOST_PIXELS = 50e6;
const MOST_BYTES = 200e6;

/** A decoded picture; `close` frees its memory. */
export interface Opened extends Pixels { readonly close: () => void }

/** Decodes a file, turned by its EXIF orientation and laid on a background where transparent. Throws `PictureError`. */
export async function openPicture(file: Blob, background: Preparation["background"]): Promise<Opened> {
  if (file.size > MOST_BYTES) throw new PictureError(`it has ${Math.round(file.size / 1e6)} MB; up to ${MOST_BYTES / 1e6} MB can be read here`);
  const header = readHeader(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
  if (header.width * header.height > MOST_PIXELS)
    throw new PictureError(`it has ${header.width} × ${header.height} pixels, ${Math.round((header.width * header.height) / 1e6)} million; up to ${MOST_PIXELS / 1e6} million can be read here. Make it smaller`);
  let bitmap: ImageBitmap;
  try {
    // as Pillow reads: no colour profile, and the orientation of the camera
    bitmap = await createImageBitmap(file, { colorSpaceConversion: "none", imageOrientation: "from-image" });
  } catch {
    throw new PictureError(`it calls itself a ${header.kind} of ${header.width} × ${header.height} pixels, but is damaged`);
  }
  return { ...rowsOf(bitmap, background), close: () => bitmap.close() };
}

function rowsOf(bitmap: ImageBitmap, background: Preparation["background"]): Pixels {
  const { width, height } = bitmap;
  return {
    width,
    height,
    read(top, rows) {
      const canvas = new OffscreenCanvas(width, rows);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (context === null) throw new PictureError("this browser gave no memory for it");
      context.fillStyle = background;
      context.fillRect(0, 0, width, rows);
      context.drawImage(bitmap, 0, top, width, rows, 0, 0, width, rows);
      return context.getImageData(0, 0, width, rows).data;
    },
  };
}
