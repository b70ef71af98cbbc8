const OWN_KEYS = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], dialog";

/** Whether what has the focus takes letters itself, or is in a dialogue: then they are no commands of the page. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}
