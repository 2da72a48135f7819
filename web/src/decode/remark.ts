import type { Atlas } from "../atlas/format";
import type { Status } from "./decoder";

/** What is said in place of a decoded picture. */
export function remark({ projection, tiles }: Atlas, status: Status): string {
  if (status.kind === "absent") return `The decoder of this model is not in the atlas: places cannot be decoded here.${tiles === null ? "" : " The pictures behind the points were decoded when the atlas was built."}`;
  if (status.kind === "failed") return status.message;
  if (projection.name !== "latent" && !projection.inverse) return `The projection ${projection.name} has no inverse: places between items cannot be decoded.`;
  return status.kind === "loading" ? "Loading the decoder …" : "";
}
