/**
 * Moves the focus among the elements of a list that a selector finds, in the order of the document. Returns whether there was
 * one to move to: beyond either end nothing happens.
 */
export function focusAmong(list: Element | null, selector: string, to: "first" | "next" | "previous"): boolean {
  const all = [...(list?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const now = all.indexOf(document.activeElement as HTMLElement);
  const next = to === "first" ? all[0] : now < 0 ? undefined : all[now + (to === "next" ? 1 : -1)];
  next?.focus();
  return next !== undefined;
}
