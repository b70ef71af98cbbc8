"use client";

import { Plus, X } from "lucide-react";
import Link from "next/link";
import type { FormEvent } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";

interface Props {
  readonly what: "tag" | "collection";
  readonly names: readonly string[];
  readonly onChange: (names: string[]) => void;
}

const LONGEST_NAME = 64;

/** Names that people gave an asset: each leads to what else has it, can be taken away, and others can be added. */
export function NameList({ what, names, onChange }: Props) {
  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    event.currentTarget.reset();
    if (name !== "" && !names.includes(name)) onChange([...names, name].sort());
  }

  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {names.length > 0 && (
        <ul aria-label={what === "tag" ? "Tags" : "Collections"} className="contents">
          {names.map((name) => (
            <li key={name} className="inline-flex h-7 max-w-72 items-center rounded-md bg-sunken">
              <Link
                href={`/?${new URLSearchParams({ [what]: name })}`}
                prefetch={false}
                title={`Assets ${what === "tag" ? "with this tag" : "in this collection"}`}
                className="truncate py-1 pl-2.5 underline-offset-2 hover:underline"
              >
                {name}
              </Link>
              <button
                type="button"
                aria-label={`Remove the ${what} ${name}`}
                onClick={() => onChange(names.filter((other) => other !== name))}
                className="grid size-7 place-items-center text-ink-faint hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} className="flex items-center gap-1">
        <input
          name="name"
          required
          maxLength={LONGEST_NAME}
          autoComplete="off"
          aria-label={`Add a ${what}`}
          placeholder={`Add a ${what}`}
          className={`${fieldClass} w-36`}
        />
        <Button type="submit" look="quiet" size="iconSm" aria-label={`Add the ${what}`}>
          <Plus aria-hidden />
        </Button>
      </form>
    </div>
  );
}
