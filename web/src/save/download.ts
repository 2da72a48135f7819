/** Hands files to the reader. */

import { h } from "../ui/dom";
import type { Picture } from "./sheet";

const KEPT = 60_000; // ms until the browser may forget a file that it was given

export function download(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}

export function downloadJson(name: string, value: unknown): void {
  download(name, `${JSON.stringify(value, null, 1)}\n`, "application/json");
}

/** A picture as a PNG, every pixel as it is. */
export async function downloadPng(name: string, { rgba, width, height }: Picture): Promise<void> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.putImageData(new ImageData(rgba, width, height), 0, 0);
  download(name, await canvas.convertToBlob({ type: "image/png" }), "image/png");
}
