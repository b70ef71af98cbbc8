import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Whether the page runs in a browser by now. What streams in behind the page may be there before the browser has taken the
 * page over: what depends on it must wait until then, or the two would not agree.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
