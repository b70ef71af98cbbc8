"use client";

import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEventHandler, type ReactNode, useDeferredValue, useEffect, useRef } from "react";
import type { LibraryLook } from "#web/lib/library-params.ts";
import { useGridLayout } from "#web/lib/use-grid-layout.ts";
import { useRushing } from "#web/lib/use-rushing.ts";
import { AssetGrid } from "./asset-grid.tsx";
import { Glimpse } from "./glimpse.tsx";

interface Props<Item> {
  readonly look: LibraryLook;
  /** At least one. */
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Whether there are more than are loaded. */
  readonly more: boolean;
  /** A card; all are of one height. */
  readonly children: (item: Item, index: number) => ReactNode;
  readonly onKeyDown?: KeyboardEventHandler<HTMLUListElement>;
}

/** What is sent with the page, before a browser can say how much of it is seen. */
const UNMEASURED = 48;
/** Rows kept ready above and below what is seen. */
const OVERSCAN = 4;

/**
 * A contact sheet of any length, of which only the rows in sight, some around them, and the one with the focus are in the
 * document. Every card has its place in the style sheet's grid, so the page is as long as if all were there.
 */
export function VirtualGrid<Item>({ look, items, keyOf, more, children, onKeyDown }: Props<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const focused = useRef<string>(null);
  const layout = useGridLayout(list);
  const { columns = 1, rowHeight = 1, gap = 0, top = 0 } = layout ?? {};
  const rows = Math.ceil(items.length / columns);
  // All that came by are made whole when it is calm, which takes some frames: who scrolls on meanwhile is not held up.
  const rushing = useDeferredValue(useRushing());

  const virtualizer = useWindowVirtualizer({
    count: rows,
    enabled: layout !== null,
    estimateSize: () => rowHeight,
    gap,
    overscan: OVERSCAN,
    scrollMargin: top,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      const index = focused.current === null ? -1 : items.findIndex((item) => keyOf(item) === focused.current);
      const row = Math.floor(index / columns);
      return index < 0 || seen.includes(row) ? seen : [...seen, row].sort((a, b) => a - b);
    },
  });
  // It keeps the height of a row until it is told.
  useEffect(() => {
    if (rowHeight > 0) virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const inRow = (row: number) => items.slice(row * columns, (row + 1) * columns).map((_, at) => row * columns + at);
  // None at first, until it has looked at the window: what the page was sent with stays meanwhile, with who is about to click on it.
  const seen = layout ? virtualizer.getVirtualItems() : [];
  const shown =
    seen.length > 0 ? seen.flatMap(({ index }) => inRow(index)) : items.slice(0, UNMEASURED).map((_, index) => index);

  return (
    <AssetGrid
      look={look}
      ref={list}
      onKeyDown={onKeyDown}
      style={layout ? { gridTemplateRows: `repeat(${rows}, ${rowHeight}px)` } : undefined}
      onFocus={({ target }) => {
        focused.current = target.closest("li")?.dataset.key ?? null;
      }}
      onBlur={() => {
        focused.current = null;
      }}
    >
      {shown.map((index) => {
        const item = items[index] as Item;
        const key = keyOf(item);
        const place = { gridRow: Math.floor(index / columns) + 1, gridColumn: (index % columns) + 1 };
        return (
          <li
            key={key}
            data-key={key}
            aria-posinset={index + 1}
            aria-setsize={more ? -1 : items.length}
            className="min-w-0"
            style={layout ? place : undefined}
          >
            <div>
              <Glimpse rushing={rushing} look={look}>
                {children(item, index)}
              </Glimpse>
            </div>
          </li>
        );
      })}
    </AssetGrid>
  );
}
