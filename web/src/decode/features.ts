/** The extractor of an atlas, in a worker of its own: it may be much slower than the decoder. */

import type { Atlas } from "../atlas/format";
import { loadFile } from "../atlas/load";
import type { FeatureReply, FeatureRequest } from "./messages";

/** Features of an image, floats in [0, 1] in the order channel, row, column. */
export type Extract = (image: Float32Array) => Promise<Float32Array>;

/** Loads and opens `features.onnx` of the atlas in a folder, as in load.ts. One image at a time: the next may be asked for when the last is answered. */
export async function openFeatures({ image }: Atlas, home: string): Promise<Extract> {
  const graph = await loadFile("features.onnx", home);
  const worker = new Worker(new URL("./features.worker.ts", import.meta.url), { type: "module", name: "features" });
  const ask = (request: FeatureRequest, transfer: Transferable[] = []): Promise<FeatureReply> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FeatureReply>) => (data.kind === "failed" ? reject(new Error(data.message)) : resolve(data));
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error("The extractor's worker could not be started."));
      };
      worker.postMessage(request, transfer);
    });
  await ask({ kind: "open", graph, shape: [image.channels, image.height, image.width] }, [graph]);
  return async (values) => {
    const reply = await ask({ kind: "extract", image: values });
    if (reply.kind !== "extracted") throw new Error("The extractor's worker gave a wrong answer.");
    return reply.features;
  };
}
