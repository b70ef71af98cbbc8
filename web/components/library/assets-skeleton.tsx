import { AssetGrid } from "./asset-grid.tsx";

const CARDS = Array.from({ length: 12 }, (_, index) => `card-${index}`);

/** The outline of the library's assets while the first of them are on the way. */
export function AssetsSkeleton() {
  return (
    <div role="status" aria-label="Loading the library">
      <div className="px-4 pb-3 sm:px-6">
        <div className="h-7 w-72 max-w-full rounded-md bg-hover" />
      </div>
      <AssetGrid look="grid">
        {CARDS.map((card) => (
          <li key={card} className="breathe">
            <div className="aspect-video rounded-sm bg-hover" />
            <div className="mt-2.5 h-3 w-3/4 rounded-sm bg-hover" />
            <div className="mt-2 h-3 w-1/2 rounded-sm bg-hover" />
          </li>
        ))}
      </AssetGrid>
    </div>
  );
}
