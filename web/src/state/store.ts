/** One value that changes by patches, and listeners that hear of the part they selected. */

export interface Store<S> {
  get(): S;
  set(patch: Partial<S>): void;
  /** Calls `listener` now and whenever the selected value is another one (by `Object.is`). */
  watch<T>(select: (state: S) => T, listener: (value: T, state: S) => void): void;
}

export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial;
  const watchers: (() => void)[] = [];
  return {
    get: () => state,
    set(patch) {
      state = { ...state, ...patch };
      for (const check of watchers) check();
    },
    watch(select, listener) {
      let last = select(state);
      watchers.push(() => {
        const value = select(state);
        if (Object.is(value, last)) return;
        last = value;
        listener(value, state);
      });
      listener(last, state);
    },
  };
}
