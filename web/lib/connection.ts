/**
 * Whether the last request reached the API. This, and not `navigator.onLine`, decides what is shown: a stage on this machine
 * answers without any network, and a network that is there may lead nowhere.
 */
let reachable = true;
const listeners = new Set<() => void>();

export function isReachable(): boolean {
  return reachable;
}

export function noteReachable(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const notify of listeners) notify();
}

export function subscribeReachable(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
