import { useEffect, useEffectEvent } from "react";

/** By then a page has what it needs first. */
const AT_REST_MS = 1500;

/** Loads what a page may need later once it is at rest: so it is there at once, also when the connection no longer is. */
export function useWarmUp(load: () => Promise<unknown>): void {
  const onRest = useEffectEvent(load);
  useEffect(() => {
    // What did not come, for instance because the page was left, is loaded when it is needed, and says so then.
    const timer = setTimeout(() => onRest().catch(() => {}), AT_REST_MS);
    return () => clearTimeout(timer);
  }, []);
}
