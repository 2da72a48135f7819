/** Where on the path the reader is, and running along it: there and back until stopped. */

import type { App } from "../../app";
import type { Decoded } from "../../decode/messages";
import type { Walk } from "./walk";

const PER_SECOND = 5; // images of the strip
const STEP_MILLISECONDS = 900; // between images for readers who asked for less motion

export class Player {
  /** 2.5 is halfway from image 2 to image 3; null before anything is shown. */
  time: number | null = null;
  playing = false;
  private direction = 1;
  private timer = 0;
  private asked = 0;
  private painted = 0;
  private readonly listeners: (() => void)[] = [];
  private readonly painters: ((decoded: Decoded, time: number) => void)[] = [];

  constructor(private readonly app: App, private readonly walk: Walk, tool: string) {
    walk.onchange(() => {
      const last = walk.shots.length - 1;
      if (last < 1) this.stop();
      if (last < 0) this.time = null;
      else this.show(Math.min(this.time ?? 0, last));
    });
    app.store.watch((s) => s.tool, (open) => open !== tool && this.stop());
  }

  /** Hears of another time, and of playing and stopping. */
  onchange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Hears of the decoded image at the time shown. */
  onpicture(painter: (decoded: Decoded, time: number) => void): void {
    this.painters.push(painter);
  }

  /** Shows a time; between images the decoder makes the picture. */
  show(time: number): void {
    this.time = time;
    const asked = ++this.asked;
    const paint = (decoded: Decoded): void => {
      // what was asked for earlier may arrive later
      if (asked < this.painted) return;
      this.painted = asked;
      for (const painter of this.painters) painter(decoded, time);
    };
    const own = Number.isInteger(time) ? this.walk.shots[time]?.decoded : undefined;
    if (own) paint(own);
    else if (!Number.isInteger(time)) this.app.decoder.request("path-play", "latents", this.walk.latentAt(time), paint);
    for (const listener of this.listeners) listener();
  }

  toggle(): void {
    if (this.playing) this.stop();
    else this.play();
  }

  stop(): void {
    cancelAnimationFrame(this.timer);
    clearTimeout(this.timer);
    if (!this.playing) return;
    this.playing = false;
    this.show(Math.round(this.time ?? 0));
  }

  private play(): void {
    if (this.walk.shots.length < 2) return;
    this.playing = true;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const step = (): void => {
        this.go(1);
        this.timer = window.setTimeout(step, STEP_MILLISECONDS);
      };
      step();
      return;
    }
    let before = performance.now();
    const frame = (now: number): void => {
      this.go((Math.max(0, now - before) / 1000) * PER_SECOND);
      before = now;
      if (this.playing) this.timer = requestAnimationFrame(frame);
    };
    this.timer = requestAnimationFrame(frame);
    for (const listener of this.listeners) listener();
  }

  /** Moves on by some images, turning round at the ends. */
  private go(images: number): void {
    const last = this.walk.shots.length - 1;
    let next = (this.time ?? 0) + this.direction * images;
    if (next >= last) [next, this.direction] = [last, -1];
    else if (next <= 0) [next, this.direction] = [0, 1];
    this.show(next);
  }
}
