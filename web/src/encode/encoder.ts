/** The encoder: fetched when the first picture comes, run beside the decoder. */

import type { Decoder } from "../decode/decoder";
import type { Decoded } from "../decode/messages";
import { type Prepared, toPlanes } from "./prepare";

export class Encoder {
  private graph: Promise<ArrayBuffer> | null = null;
  private opened = false;

  /** `load` fetches `encoder.onnx`. */
  constructor(private readonly decoder: Decoder, private readonly load: () => Promise<ArrayBuffer>) {}

  /**
   * The latents of a picture, what the decoder makes of them, and where the projection puts them. One at a time: await each.
   * Rejects when the file is missing or damaged; it is then fetched again for the next picture.
   */
  async encode(picture: Prepared): Promise<Decoded> {
    const { channels, height, width } = picture;
    this.graph ??= this.load();
    try {
      const encoder = this.opened ? undefined : await this.graph;
      const decoded = await this.decoder.ask({ from: "images", values: toPlanes(picture), shape: [channels, height, width], encoder });
      this.opened = true;
      return decoded;
    } catch (error) {
      this.graph = null;
      throw error;
    }
  }
}
