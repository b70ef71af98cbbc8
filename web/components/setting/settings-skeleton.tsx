/** The outline of the settings while they are on the way. */
export function SettingsSkeleton() {
  return (
    <div role="status" aria-label="Loading the settings" className="breathe max-w-2xl space-y-3 px-4 pt-4 sm:px-6">
      <div className="h-6 w-40 rounded-sm bg-hover" />
      <div className="h-16 rounded-md bg-hover" />
      <div className="h-16 rounded-md bg-hover" />
      <div className="h-16 rounded-md bg-hover" />
    </div>
  );
}
