import { useEffect, useState } from "react";

/** Nobody looks at what is gone from the window before this. */
const GLIMPSE_MS = 200;
/** So long after it last moved the page stands still. */
const CALM_MS = 100;
/** How much of the speed so far counts beside that of the last frame: a turn of the wheel is quick for one or two frames only. */
const INERTIA = 0.7;

/** Whether the page is scrolled so fast that all in the window is another every fifth of a second. */
export function useRushing(): boolean {
  const [rushing, setRushing] = useState(false);

  useEffect(() => {
    let last = { top: scrollY, at: performance.now() };
    let speed = 0;
    let calm: ReturnType<typeof setTimeout>;
    const stop = () => {
      speed = 0;
      setRushing(false);
    };
    const follow = () => {
      const now = { top: scrollY, at: performance.now() };
      const current = Math.abs(now.top - last.top) / Math.max(now.at - last.at, 1);
      speed = INERTIA * speed + (1 - INERTIA) * current;
      last = now;
      setRushing(speed * GLIMPSE_MS > innerHeight);
      clearTimeout(calm);
      calm = setTimeout(stop, CALM_MS);
    };
    addEventListener("scroll", follow, { passive: true });
    return () => {
      removeEventListener("scroll", follow);
      clearTimeout(calm);
    };
  }, []);

  return rushing;
}
