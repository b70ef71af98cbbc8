const ROWS = Array.from({ length: 10 }, (_, index) => `row-${index}`);

/** The outline of runs while they are on the way. */
export function RunsSkeleton() {
  return (
    <div role="status" aria-label="Loading the runs" className="breathe px-4 pt-4 sm:px-6">
      <div className="mb-5 h-6 w-40 rounded-sm bg-hover" />
      {ROWS.map((row) => (
        <div key={row} className="mt-3 h-4 rounded-sm bg-hover" />
      ))}
    </div>
  );
}
