/** What goes into the decoder and comes out of it, on the page and in its worker. */

/** The ONNX files: latents → images, and, where the map is a projection with a way back, positions → latents and latents → positions. */
export interface Graphs { readonly decoder: ArrayBuffer; readonly inverse: ArrayBuffer | null; readonly projection: ArrayBuffer | null }

/**
 * Decode one latent, or the place on the map whose latent the inverse finds, or encode an image and decode the latent found.
 * The first job of an image brings `encoder` along, the ONNX file images → latents; `shape` is that of the image, channels first.
 */
export interface Job {
  readonly from: "latents" | "positions" | "images";
  readonly values: Float32Array;
  readonly shape?: readonly [number, number, number];
  readonly encoder?: ArrayBuffer;
}

export interface Decoded {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** The image as the decoder gave it: channels × height × width, in [0, 1]. */
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly latents: Float32Array;
  /** Where the projection puts these latents on the map; null where the map is the latent space itself, or cannot be asked. */
  readonly landing: Float32Array | null;
}

export type Request = { readonly kind: "open"; readonly graphs: Graphs } | { readonly kind: "decode"; readonly job: Job };
export type Reply = { readonly kind: "opened" } | { readonly kind: "decoded"; readonly decoded: Decoded } | { readonly kind: "failed"; readonly message: string };

/** To and from the worker of the extractor: open it with its file and the shape of an image, then one image at a time. */
export type FeatureRequest =
  | { readonly kind: "open"; readonly graph: ArrayBuffer; readonly shape: readonly [number, number, number] }
  | { readonly kind: "extract"; readonly image: Float32Array };
export type FeatureReply = { readonly kind: "opened" } | { readonly kind: "extracted"; readonly features: Float32Array } | { readonly kind: "failed"; readonly message: string };
