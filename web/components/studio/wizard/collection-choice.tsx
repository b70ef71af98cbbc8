import { useInfiniteQuery } from "@tanstack/react-query";
import { Choice } from "#web/components/ui/choice.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { searchQueries } from "#web/lib/queries/search.ts";
import { EMPTY_SEARCH } from "#web/lib/search/params.ts";
import type { StepProps } from "./step-props.ts";

/** One of the collections that the library's footage is sorted into. */
export function CollectionChoice({ draft, change }: StepProps) {
  const { data, error, refetch } = useInfiniteQuery(searchQueries.moments(EMPTY_SEARCH));
  if (error) return <Unread {...{ error, refetch }} />;
  if (!data) return <p className="text-ink-soft">Loading the collections …</p>;
  const collections = data.pages[0]?.facets.collections ?? [];
  if (collections.length === 0)
    return <p>No footage is in a collection yet. Put some there in the library, by selecting it.</p>;
  return (
    <Choice
      quiet
      legend="Collection"
      name="collection"
      options={collections.map(({ value, count }) => ({
        value,
        title: value,
        detail: count === 1 ? "1 moment" : `${count} moments`,
      }))}
      value={draft.collection}
      onChange={(collection) => change({ collection })}
    />
  );
}
