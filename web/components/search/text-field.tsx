"use client";

import { Plus } from "lucide-react";
import { useQueryStates } from "nuqs";
import type { FormEvent } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { type SearchParams, searchParams } from "#web/lib/search/params.ts";

/** Takes a piece of a line that is to be read in the picture. */
export function TextField({ params }: { readonly params: SearchParams }) {
  const [, setParams] = useQueryStates(searchParams, { history: "push" });

  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("text")).trim();
    if (text === "") return;
    void setParams({ text: [...new Set([...(params.text ?? []), text])] });
    event.currentTarget.reset();
  }

  return (
    <form onSubmit={add} className="flex items-center gap-1.5">
      <input
        name="text"
        aria-label="Text in the picture"
        placeholder="Part of a line, e.g. Exit"
        className={fieldClass}
      />
      <Button type="submit" size="sm">
        <Plus aria-hidden />
        Add
      </Button>
    </form>
  );
}
