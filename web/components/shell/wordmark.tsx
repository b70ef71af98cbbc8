/** The mark: a frame on its way between two others. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 font-bold text-lead tracking-tight">
      <svg viewBox="0 0 16 16" aria-hidden className="size-4">
        <path className="fill-ink-faint" d="M0 4h3v8H0zM13 4h3v8h-3z" />
        <path className="fill-accent" d="M5 1.5h6v13H5z" />
      </svg>
      <span className="hidden sm:inline">VideoFlow</span>
    </span>
  );
}
