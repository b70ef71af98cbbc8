const CARDS = Array.from({ length: 8 }, (_, index) => `card-${index}`);

/** The outline of the studio's pages while they are on the way. */
export function StudioSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="breathe px-4 pt-4 sm:px-6">
      <div className="mb-5 h-6 w-40 rounded-sm bg-hover" />
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-4">
        {CARDS.map((card) => (
          <div key={card} className="aspect-video rounded-sm bg-hover" />
        ))}
      </div>
    </div>
  );
}
