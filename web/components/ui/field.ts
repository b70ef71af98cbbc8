/** The look of a small field to write in. */
export const fieldClass =
  "h-7.5 min-w-0 rounded-md border border-line-strong bg-surface px-2 text-ink placeholder:text-ink-faint max-sm:text-lead";
