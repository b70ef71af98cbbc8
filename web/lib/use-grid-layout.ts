import { type RefObject, useLayoutEffect, useState } from "react";

/** How a grid with cards of one height is laid out, in CSS pixels. */
export interface GridLayout {
  readonly columns: number;
  readonly rowHeight: number;
  readonly gap: number;
  /** From the top of the page to the grid. */
  readonly top: number;
}

/**
 * What the style sheet made of a grid at its width: how many columns fit is decided there and nowhere else. Null until it was
 * seen, as on the server. The grid must have at least one item, whose one child has its natural height.
 */
export function useGridLayout(grid: RefObject<HTMLElement | null>): GridLayout | null {
  const [layout, setLayout] = useState<GridLayout | null>(null);

  useLayoutEffect(() => {
    const { current } = grid;
    if (!current) return;
    const measure = () => {
      const next = layoutOf(current);
      setLayout((last) => (isSame(last, next) ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [grid]);

  return layout;
}

function layoutOf(grid: HTMLElement): GridLayout | null {
  const card = grid.querySelector(":scope > * > *");
  if (!card) return null;
  const { gridTemplateColumns, rowGap } = getComputedStyle(grid);
  return {
    columns: gridTemplateColumns.split(" ").length,
    rowHeight: card.getBoundingClientRect().height,
    gap: Number.parseFloat(rowGap) || 0,
    top: grid.getBoundingClientRect().top + scrollY,
  };
}

function isSame(a: GridLayout | null, b: GridLayout | null): boolean {
  return a?.columns === b?.columns && a?.rowHeight === b?.rowHeight && a?.gap === b?.gap && a?.top === b?.top;
}
