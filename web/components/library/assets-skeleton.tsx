import { AssetGrid } from "./asset-grid.tsx";
import { CardOutline } from "./card-outline.tsx";

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
            <CardOutline />
          </li>
        ))}
      </AssetGrid>
    </div>
  );
}
