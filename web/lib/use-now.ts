import { useSyncExternalStore } from "react";

const SECOND = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = thisSecond();

/** The time in milliseconds, renewed every second while anything shows it. One timer for the whole page. */
export function useNow(): number {
  return useOfNow((now) => now);
}

/**
 * What `of` makes of that time: a number or a text. A component is drawn again only when that changes: a library shows dozens of
 * ages, of which hardly one changes in a second.
 */
export function useOfNow<Value extends number | string>(of: (now: number) => Value): Value {
  return useSyncExternalStore(
    subscribe,
    () => of(now),
    () => of(thisSecond()),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = thisSecond();
    timer = setInterval(tick, SECOND);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = thisSecond();
  for (const notify of listeners) notify();
}

function thisSecond(): number {
  return Math.floor(Date.now() / SECOND) * SECOND;
}
