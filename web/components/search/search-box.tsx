"use client";

import { Search, X } from "lucide-react";
import { useQueryStates } from "nuqs";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { focusAmong } from "#web/lib/focus-among.ts";
import { takesText } from "#web/lib/keys.ts";
import { searchParams } from "#web/lib/search/params.ts";
import { MOMENT_LINK, RESULTS_ID } from "#web/lib/search/results.ts";

const LONGEST_QUERY = 500;

/** Asks as one types. What is asked is in the address; the slash key leads here from anywhere on the page. */
export function SearchBox() {
  const [{ q }, setParams] = useQueryStates({ q: searchParams.q, like: searchParams.like });
  // Words and a moment that others are to be like are two questions: the one that was asked last is answered.
  const setQ = (next: string) => void setParams({ q: next || null, like: null });
  const input = useRef<HTMLInputElement>(null);
  useSlash(() => input.current?.select());

  function press(event: KeyboardEvent) {
    if (event.key === "Escape") {
      if (q === "") input.current?.blur();
      else setQ("");
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      if (focusAmong(document.getElementById(RESULTS_ID), MOMENT_LINK, "first")) event.preventDefault();
    }
  }

  return (
    <search className="group relative min-w-0 flex-1 basis-72 sm:max-w-xl">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
      <input
        ref={input}
        id="search"
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={LONGEST_QUERY}
        aria-label="Search moments"
        aria-keyshortcuts="/"
        placeholder="What is said, seen or meant"
        value={q}
        onChange={({ currentTarget }) => setQ(currentTarget.value)}
        onKeyDown={press}
        // What shows the moments is fetched before the first letter.
        onFocus={() => void import("./search-view.tsx").catch(() => {})}
        className="h-8 w-full rounded-md border border-line-strong bg-surface pr-9 pl-8 text-lead placeholder:text-ink-faint sm:text-body"
      />
      {q === "" ? (
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2 hidden -translate-y-1/2 rounded-sm border border-line px-1.5 font-sans text-ink-faint text-small group-focus-within:hidden sm:block"
        >
          /
        </kbd>
      ) : (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setQ("");
            input.current?.focus();
          }}
          className="absolute top-1 right-1 grid size-6 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </search>
  );
}

function useSlash(act: () => void) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
