import { useSyncExternalStore } from "react";

const SECOND = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = thisSecond();

/** The time in milliseconds, renewed every second while anything shows it. One timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now, thisSecond);
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
