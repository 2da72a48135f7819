/** The decoder away from the page, where a slow one cannot hold up the map. */

import { createEngine, type Engine } from "./engine";
import type { Reply, Request } from "./messages";

let engine: Engine | null = null;

async function answer(request: Request): Promise<Reply> {
  if (request.kind === "open") {
    engine = await createEngine(request.graphs);
    return { kind: "opened" };
  }
  if (engine === null) throw new Error("the decoder is not open");
  return { kind: "decoded", decoded: await engine.decode(request.job) };
}

self.onmessage = ({ data }: MessageEvent<Request>) => {
  answer(data).then(
    (reply) => self.postMessage(reply, { transfer: reply.kind === "decoded" ? [reply.decoded.rgba.buffer, reply.decoded.values.buffer] : [] }),
    (error: unknown) => self.postMessage({ kind: "failed", message: error instanceof Error ? error.message : String(error) } satisfies Reply),
  );
};
