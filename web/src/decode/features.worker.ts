/** The extractor away from the page. */

import * as ort from "onnxruntime-web/wasm";
import { session } from "./engine";
import type { FeatureReply, FeatureRequest } from "./messages";

let network: ort.InferenceSession | null = null;
let dims: readonly number[] = [];

async function answer(request: FeatureRequest): Promise<FeatureReply> {
  if (request.kind === "open") {
    network = await session("features.onnx", request.graph);
    dims = [1, ...request.shape];
    return { kind: "opened" };
  }
  if (network === null) throw new Error("the extractor is not open");
  const { features } = await network.run({ images: new ort.Tensor("float32", request.image, dims) });
  return { kind: "extracted", features: Float32Array.from(features.data as Float32Array) };
}

self.onmessage = ({ data }: MessageEvent<FeatureRequest>) => {
  answer(data).then(
    (reply) => self.postMessage(reply),
    (error: unknown) => self.postMessage({ kind: "failed", message: error instanceof Error ? error.message : String(error) } satisfies FeatureReply),
  );
};
