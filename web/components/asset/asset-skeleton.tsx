/** The asset page's outline while its data is on the way. */
export function AssetSkeleton() {
  return (
    <div role="status" aria-label="Loading the asset" className="breathe px-4 sm:px-6">
      <div className="pt-3 pb-4">
        <div className="h-6 w-80 max-w-full rounded-sm bg-hover" />
        <div className="mt-2 h-4 w-56 rounded-sm bg-hover" />
      </div>
      <div className="grid gap-7 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="aspect-video max-h-[70vh] rounded-md bg-hover" />
        <div className="h-96 rounded-md bg-hover" />
      </div>
    </div>
  );
}
