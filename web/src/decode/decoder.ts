/** The decoder as the page uses it: one decode in flight, and per purpose only the latest request waits. */

import type { Decoded, Job } from "./messages";
import type { Decode } from "./place";

/** Name of the performance measure of every decode, from handing over the latent to the end of drawing. */
export const MEASURE = "latlas:decode";
const MEASURES_KEPT = 1000;
/** The purpose that nothing else may delay. */
const FIRST = "probe";

interface Waiting { readonly job: Job; readonly draw: (decoded: Decoded) => void; readonly fail?: (error: unknown) => void }
export type Status = { readonly kind: "loading" } | { readonly kind: "ready" } | { readonly kind: "failed"; readonly message: string } | { readonly kind: "absent" };

export class Decoder {
  private status: Status = { kind: "loading" };
  private readonly waiting = new Map<string, Waiting>();
  private readonly listeners: ((status: Status) => void)[] = [];
  private decode: Decode | null = null;
  private readonly current = new Map<string, number>();
  private sequences = 0;
  private busy = false;
  private measured = 0;

  /** `opened` is the decoder that is on its way. Requests made before it arrives wait for it; where there is none (null) they are dropped. */
  constructor(opened: Promise<Decode> | null) {
    if (opened === null) {
      this.status = { kind: "absent" };
      return;
    }
    opened.then(
      (decode) => {
        this.decode = decode;
        this.tell({ kind: "ready" });
        void this.work();
      },
      (error: unknown) => this.fail(error),
    );
  }

  /** Hears the status now and at every change. */
  onstatus(listener: (status: Status) => void): void {
    this.listeners.push(listener);
    listener(this.status);
  }

  /** Resolves once the graphs are open, or have failed to open. */
  settled(): Promise<void> {
    return new Promise((resolve) => this.onstatus(({ kind }) => kind !== "loading" && resolve()));
  }

  /** Decodes and draws; a newer request for the same purpose replaces one that has not started. */
  request(purpose: string, from: Job["from"], values: Float32Array, draw: (decoded: Decoded) => void): void {
    if (this.status.kind === "absent") return;
    this.waiting.set(purpose, { job: { from, values }, draw });
    void this.work();
  }

  /**
   * Decodes many latents or places one after the other, after whatever follows the pointer; `draw` hears of each with its index.
   * A later sequence for the same purpose ends this one.
   */
  sequence(purpose: string, from: Job["from"], values: readonly Float32Array[], draw: (index: number, decoded: Decoded) => void): void {
    if (this.status.kind === "absent") return;
    for (const key of [...this.waiting.keys()]) if (key.startsWith(`${purpose}#`)) this.waiting.delete(key);
    const number = ++this.sequences;
    this.current.set(purpose, number);
    values.forEach((own, i) =>
      this.waiting.set(`${purpose}#${i}`, { job: { from, values: own }, draw: (decoded) => this.current.get(purpose) === number && draw(i, decoded) }),
    );
    void this.work();
  }

  /** Does one job after all that wait before it. Its failure is the asker's alone: the decoder goes on. */
  ask(job: Job): Promise<Decoded> {
    return new Promise((draw, fail) => {
      if (this.status.kind === "absent") return fail(new Error("The decoder of this model is not in the atlas."));
      if (this.status.kind === "failed" && this.decode === null) return fail(new Error(this.status.message));
      this.waiting.set(`ask#${++this.sequences}`, { job, draw, fail });
      void this.work();
    });
  }

  private async work(): Promise<void> {
    if (this.busy || this.decode === null) return;
    this.busy = true;
    try {
      for (let next = this.take(); next !== undefined; next = this.take()) {
        const start = performance.now();
        const decoded = await this.decode(next.job).catch((error: unknown) => {
          if (next.fail === undefined) throw error;
          next.fail(error);
          return null;
        });
        if (decoded === null) continue;
        next.draw(decoded);
        this.measure(start);
      }
    } catch (error) {
      this.fail(error);
    }
    this.busy = false;
  }

  private take(): Waiting | undefined {
    // what follows the pointer goes first
    const purpose = this.waiting.has(FIRST) ? FIRST : this.waiting.keys().next().value;
    if (purpose === undefined) return undefined;
    const waiting = this.waiting.get(purpose);
    this.waiting.delete(purpose);
    return waiting;
  }

  private measure(start: number): void {
    if (++this.measured > MEASURES_KEPT) {
      performance.clearMeasures(MEASURE);
      this.measured = 1;
    }
    performance.measure(MEASURE, { start, end: performance.now() });
  }

  private fail(error: unknown): void {
    this.tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    if (this.decode === null) for (const { fail } of this.waiting.values()) fail?.(error);
  }

  private tell(status: Status): void {
    this.status = status;
    for (const listener of this.listeners) listener(status);
  }
}
