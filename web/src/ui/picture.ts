import type { Atlas } from "../atlas/format";

const SMALL = 160; // px; smaller images are shown with their pixels as squares

/** The CSS classes of a canvas for an image of the atlas. */
export function pictureClass({ image }: Pick<Atlas, "image">): string {
  return Math.max(image.width, image.height) < SMALL ? "picture pixelated" : "picture";
}
