/**
 * Kind and size of a picture from its first bytes, before anything decodes it: a file of a few kilobytes can ask for gigabytes of pixels.
 * The kinds are those that the image set `folder` and browsers both read.
 */

/** Something about a file that a person can mend; the message says what. */
export class PictureError extends Error {}

export interface Header { readonly kind: "PNG" | "JPEG" | "WebP" | "GIF" | "BMP"; readonly width: number; readonly height: number }

/** Bytes that hold the size in files of ordinary cameras, with a preview inside as well. */
export const HEADER_BYTES = 2 ** 20;
const KINDS = "PNG, JPEG, WebP, GIF or BMP";

/** Reads the header of a picture. Throws `PictureError` for everything else. */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length === 0) throw new PictureError("it is empty (0 bytes)");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found: Header | null;
  try {
    found = png(view) ?? gif(view) ?? bmp(view) ?? webp(view) ?? jpeg(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PictureError("it is cut off, or damaged"); // the view ended before the size
  }
  if (found === null) throw new PictureError(isDrawing(bytes) ? `it is a drawing or a page, not pixels; save it as ${KINDS}` : `it is no picture that can be read here; save it as ${KINDS}`);
  if (found.width < 1 || found.height < 1) throw new PictureError("it has no pixels, or is damaged");
  return found;
}

function text(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));
}

function starts(view: DataView, magic: string, at = 0): boolean {
  return view.byteLength >= at + magic.length && text(view, at, magic.length) === magic;
}

function png(view: DataView): Header | null {
  return starts(view, "\x89PNG\r\n\x1a\n") ? { kind: "PNG", width: view.getUint32(16), height: view.getUint32(20) } : null;
}

function gif(view: DataView): Header | null {
  return starts(view, "GIF8") ? { kind: "GIF", width: view.getUint16(6, true), height: view.getUint16(8, true) } : null;
}

function bmp(view: DataView): Header | null {
  if (!starts(view, "BM")) return null;
  if (view.getUint32(14, true) === 12) return { kind: "BMP", width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { kind: "BMP", width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

function webp(view: DataView): Header | null {
  if (!starts(view, "RIFF") || !starts(view, "WEBP", 8)) return null;
  const size = (width: number, height: number): Header => ({ kind: "WebP", width, height });
  const three = (at: number): number => view.getUint16(at, true) + 65536 * view.getUint8(at + 2);
  switch (text(view, 12, 4)) {
    case "VP8 ":
      return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case "VP8X":
      return size(three(24) + 1, three(27) + 1);
    default:
      throw new PictureError("it is damaged");
  }
}

function jpeg(view: DataView): Header | null {
  if (!starts(view, "\xff\xd8\xff")) return null;
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw new PictureError("it is damaged");
    const marker = view.getUint8(at + 1);
    // fill bytes before a marker
    if (marker === 0xff) at += 1;
    // a start of frame, which C4, C8 and CC are not
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { kind: "JPEG", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
}

function isDrawing(bytes: Uint8Array): boolean {
  return /^\s*(<|\ufeff<)/.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}
