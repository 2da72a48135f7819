/**
 * How many points to draw. Points lie in a random order, so any prefix is a fair sample. At first, and whenever the
 * view moves, the sample grows frame by frame until a frame takes too long or all points are drawn; a machine that
 * draws slowly keeps a smaller sample while the view moves, and a larger one when it rests.
 */

const SLOW_FRAME = 30; // ms; below 33 frames a second a pan no longer feels smooth
const FAST_FRAME = 20; // ms; a 60 Hz screen with nothing missed
const LEAST = 30_000;
const START = 60_000;
const REST = 10; // a resting view draws this many times as much as a moving one, if there is as much
const SETTLE = 160; // ms without a change of the view until it rests,
const SETTLE_FRAMES = 5; // and as many frames, where frames take long
const WINDOW = 4; // frames that are judged together: the screen queues some, so single ones say little
const WARM_UP = 28; // frames at the start that find out what the machine can do

export class Detail {
  private budget: number;
  private moving = false;
  private changed = 0;
  private since = 0;
  private last = 0;
  private frames: number[] = [];
  private drawn = false;
  private warm = 0;

  /** `redraw` is called when the number of points to draw has changed by itself. */
  constructor(private readonly count: number, private readonly redraw: () => void) {
    this.budget = Math.min(count, START);
    this.moved();
  }

  /** Points to draw now. */
  get shown(): number {
    return Math.min(this.count, this.moving ? this.budget : this.budget * REST);
  }

  /** Whether the view rests and fewer than all points are drawn. */
  get sampling(): boolean {
    return !this.moving && this.shown < this.count;
  }

  /** Call whenever the view changes. */
  moved(): void {
    this.changed = performance.now();
    this.since = 0;
    if (this.moving) return;
    this.moving = true;
    this.last = 0;
    this.frames = [];
    requestAnimationFrame((now) => this.tick(now));
  }

  /** Call whenever the points have been drawn. */
  drew(): void {
    this.drawn = true;
  }

  private tick(now: number): void {
    // a frame that drew nothing says nothing
    if (this.last !== 0 && this.drawn) this.frames.push(now - this.last);
    if (this.frames.length === WINDOW) {
      this.budget = nextBudget(this.budget, this.frames.reduce((sum, frame) => sum + frame) / WINDOW, this.count);
      this.frames = [];
    }
    this.last = now;
    this.drawn = false;
    const warming = this.warm++ < WARM_UP && this.budget < this.count;
    this.moving = warming || now - this.changed < SETTLE || ++this.since < SETTLE_FRAMES;
    if (warming || !this.moving) this.redraw();
    if (this.moving) requestAnimationFrame((later) => this.tick(later));
  }
}

/** The next sample size after frames that took `milliseconds` each. */
export function nextBudget(budget: number, milliseconds: number, count: number): number {
  if (milliseconds > SLOW_FRAME) return Math.max(Math.min(LEAST, count), Math.round(budget * Math.max(0.3, SLOW_FRAME / milliseconds)));
  return milliseconds < FAST_FRAME ? Math.min(count, Math.round(budget * 2)) : budget;
}
