const ROWS = Array.from({ length: 8 }, (_, index) => `row-${index}`);

/** The outline of moments while the first of them are on the way. */
export function MomentsSkeleton() {
  return (
    <div
      role="status"
      aria-label="Searching"
      className="breathe grid gap-x-8 px-4 sm:px-6 lg:grid-cols-2 [&>div]:border-line [&>div]:border-b"
    >
      {ROWS.map((row) => (
        <div
          key={row}
          className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3 py-3 sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-4"
        >
          <div className="aspect-video rounded-sm bg-hover" />
          <div>
            <div className="h-4 w-1/2 rounded-sm bg-hover" />
            <div className="mt-3 h-3 w-5/6 rounded-sm bg-hover" />
            <div className="mt-2 h-3 w-2/3 rounded-sm bg-hover" />
          </div>
        </div>
      ))}
    </div>
  );
}
