"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Bookmark, X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { Button } from "#web/components/ui/button.tsx";
import { savedSearchQueries } from "#web/lib/queries/saved-search.ts";
import { countFilters, filterOf, isSearch, searchParams } from "#web/lib/search/params.ts";
import { isAsked, paramsOf } from "#web/lib/search/saved-query.ts";
import { SaveSearchForm } from "./save-search-form.tsx";

/** Searches that the workspace has given a name, each a click; and a name for the one that is asked. */
export function SavedSearches() {
  const client = useQueryClient();
  const [params, setParams] = useQueryStates(searchParams, { history: "push" });
  const { data } = useQuery(savedSearchQueries.list());
  const remove = useMutation(savedSearchQueries.remove(client));
  const searches = data?.items ?? [];
  const isKnown = searches.some(({ query }) => isAsked(query, params));
  const isAnything = isSearch(params) || countFilters(filterOf(params)) > 0;
  const canSave = isAnything && params.like === null && !isKnown;
  if (searches.length === 0 && !canSave) return null;

  return (
    <section aria-label="Saved searches" className="flex flex-wrap items-center gap-1.5 px-4 pb-2 sm:px-6">
      {searches.length > 0 && <Bookmark aria-hidden className="size-3.5 text-ink-faint" />}
      {searches.map(({ searchId, name, query }) => {
        const on = isAsked(query, params);
        return (
          <span
            key={searchId}
            className={clsx(
              "inline-flex h-6 items-center rounded-sm text-small",
              on ? "bg-ink text-ground" : "bg-sunken",
            )}
          >
            <button
              type="button"
              aria-pressed={on}
              onClick={() => void setParams(paramsOf(on ? {} : query))}
              className="max-w-60 truncate px-2"
            >
              {name}
            </button>
            {on && (
              <button
                type="button"
                aria-label={`Forget the saved search ${name}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate(searchId)}
                className="grid size-6 place-items-center opacity-70 hover:opacity-100"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            )}
          </span>
        );
      })}
      {canSave && <SaveSearchForm params={params} />}
      {remove.error && (
        <p role="alert" className="text-failed">
          {remove.error.message}{" "}
          <Button size="sm" onClick={() => remove.reset()}>
            Close
          </Button>
        </p>
      )}
    </section>
  );
}
