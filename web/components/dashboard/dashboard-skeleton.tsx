/** The outline of the dashboard while its figures are on the way. */
export function DashboardSkeleton() {
  return (
    <div role="status" aria-label="Loading the dashboard" className="breathe px-4 pt-4 sm:px-6">
      <div className="mb-5 h-6 w-40 rounded-sm bg-hover" />
      <div className="grid grid-cols-2 gap-px md:grid-cols-4">
        {["running", "waiting", "failed", "dead letters"].map((name) => (
          <div key={name} className="h-20 bg-hover" />
        ))}
      </div>
      <div className="mt-6 h-40 rounded-sm bg-hover" />
    </div>
  );
}
