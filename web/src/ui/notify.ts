/** Listeners that hear of changes, at most once a frame however many there are. */

export interface Notifier {
  readonly listen: (listener: () => void) => void;
  readonly tell: () => void;
}

export function notifier(): Notifier {
  const listeners: (() => void)[] = [];
  let scheduled = false;
  return {
    listen: (listener) => void listeners.push(listener),
    tell() {
      if (scheduled) return;
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        for (const listener of listeners) listener();
      });
    },
  };
}
