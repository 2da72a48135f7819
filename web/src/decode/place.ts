/**
 * Where decoding happens. On the page itself an image is drawn in the very frame of the pointer's move, and nothing
 * waits for a message; but a decoder that needs longer than a share of a frame would hold up the map, so it moves to a worker.
 */

import type { Decoded, Graphs, Job, Reply, Request } from "./messages";

const MOST_BYTES_ON_PAGE = 24e6; // opening a larger file would itself be felt
const MOST_MILLISECONDS_ON_PAGE = 6;
const TRIALS = 5;

export type Decode = (job: Job) => Promise<Decoded>;

/** Opens the graphs in the place that suits their speed. */
export async function placeDecoder(graphs: Graphs, latentDim: number): Promise<Decode> {
  if (graphs.decoder.byteLength > MOST_BYTES_ON_PAGE) return inWorker(graphs);
  const { createEngine } = await import("./engine");
  const engine = await createEngine(graphs);
  if ((await fastest(engine.decode, latentDim)) <= MOST_MILLISECONDS_ON_PAGE) return engine.decode;
  await engine.close();
  return inWorker(graphs);
}

/** Milliseconds of the fastest of a few decodes; stops early when they are slow beyond doubt. */
async function fastest(decode: Decode, latentDim: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < TRIALS && (trial < 2 || least < 10 * MOST_MILLISECONDS_ON_PAGE); trial++) {
    const start = performance.now();
    await decode({ from: "latents", values: new Float32Array(latentDim) });
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

async function inWorker(graphs: Graphs): Promise<Decode> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "decoder" });
  const ask = (request: Request, transfer: Transferable[]): Promise<Reply> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Reply>) => (data.kind === "failed" ? reject(new Error(data.message)) : resolve(data));
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error("The decoder's worker could not be started."));
      };
      worker.postMessage(request, transfer);
    });
  await ask({ kind: "open", graphs }, [graphs.decoder, graphs.inverse, graphs.projection].filter((graph) => graph !== null));
  // one question at a time: the queue before this function sees to it
  return async (job) => {
    const reply = await ask({ kind: "decode", job }, []);
    if (reply.kind !== "decoded") throw new Error("The decoder's worker gave a wrong answer.");
    return reply.decoded;
  };
}
