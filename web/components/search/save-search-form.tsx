"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { savedSearchQueries } from "#web/lib/queries/saved-search.ts";
import type { SearchParams } from "#web/lib/search/params.ts";
import { savedQueryOf } from "#web/lib/search/saved-query.ts";

/** Gives the search that is asked a name. */
export function SaveSearchForm({ params }: { readonly params: SearchParams }) {
  const [naming, setNaming] = useState(false);
  const { mutate, error, isPending } = useMutation(savedSearchQueries.save(useQueryClient()));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    mutate({ name, query: savedQueryOf(params) }, { onSuccess: () => setNaming(false) });
  }

  if (!naming) {
    return (
      <Button look="quiet" size="sm" onClick={() => setNaming(true)}>
        <BookmarkPlus aria-hidden />
        Save this search
      </Button>
    );
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-1">
      <input
        name="name"
        required
        maxLength={64}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it was opened to be filled in.
        autoFocus
        aria-label="Name of the search"
        placeholder="Name"
        className={`${fieldClass} w-40`}
      />
      <Button type="submit" size="sm" disabled={isPending}>
        Save
      </Button>
      <Button look="quiet" size="sm" onClick={() => setNaming(false)}>
        Cancel
      </Button>
      {error && (
        <p role="alert" className="text-failed">
          {error.message}
        </p>
      )}
    </form>
  );
}
