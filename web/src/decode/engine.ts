/** Opens and runs the decoder's graphs: ONNX Runtime, WebAssembly, one thread. */

import * as ort from "onnxruntime-web/wasm";
import wasm from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import type { Decoded, Graphs, Job } from "./messages";
import { toRgba } from "./pixels";

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { wasm: new URL(wasm, import.meta.url).href };
ort.env.logLevel = "error";

/** Opens a network of the atlas. Throws an `Error` that names its file. */
export async function session(name: string, bytes: ArrayBuffer): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(new Uint8Array(bytes), { executionProviders: ["wasm"], graphOptimizationLevel: "all", logSeverityLevel: 3 });
  } catch (error) {
    throw new Error(`atlas/${name} could not be opened (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** The one row that a network of vectors makes of one row. */
async function apply(network: ort.InferenceSession, input: string, values: Float32Array, output: string): Promise<Float32Array> {
  const found = await network.run({ [input]: new ort.Tensor("float32", values, [1, values.length]) });
  return Float32Array.from(found[output].data as Float32Array);
}

/** A function that does one job, and frees its memory with `close`. */
export interface Engine {
  decode(job: Job): Promise<Decoded>;
  close(): Promise<void>;
}

/** Throws an `Error` that names the file that cannot be opened. */
export async function createEngine(graphs: Graphs): Promise<Engine> {
  // one after the other: the runtime starts itself with the first session
  const decoder = await session("decoder.onnx", graphs.decoder);
  const inverse = graphs.inverse && (await session("inverse.onnx", graphs.inverse));
  const projection = graphs.projection && (await session("projection.onnx", graphs.projection));

  let encoder: ort.InferenceSession | null = null;

  return {
    async decode({ from, values, shape, encoder: graph }) {
      let latents = values;
      if (from === "positions" && inverse !== null) latents = await apply(inverse, "positions", values, "latents");
      if (from === "images") {
        if (graph !== undefined) encoder ??= await session("encoder.onnx", graph);
        if (encoder === null || shape === undefined) throw new Error("the encoder is not open");
        const found = await encoder.run({ images: new ort.Tensor("float32", values, [1, ...shape]) });
        latents = Float32Array.from(found.latents.data as Float32Array);
      }
      const landing = projection && (await apply(projection, "latents", latents, "positions"));
      const { images } = await decoder.run({ latents: new ort.Tensor("float32", latents, [1, latents.length]) });
      const [, channels, height, width] = images.dims;
      const image = images.data as Float32Array;
      return { rgba: toRgba(image, channels, height, width), values: image, width, height, latents, landing };
    },
    async close() {
      await decoder.release();
      await encoder?.release();
      await inverse?.release();
      await projection?.release();
    },
  };
}
