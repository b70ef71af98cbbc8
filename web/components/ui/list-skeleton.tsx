const ROWS = Array.from({ length: 6 }, (_, index) => `row-${index}`);

/** The outline of a list while it is on the way. */
export function ListSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="breathe px-4 pt-4 sm:px-6">
      <div className="mb-5 h-6 w-40 rounded-sm bg-hover" />
      {ROWS.map((row) => (
        <div key={row} className="mt-3 h-4 rounded-sm bg-hover" />
      ))}
    </div>
  );
}
