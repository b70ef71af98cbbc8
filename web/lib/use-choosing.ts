import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { focusAmong } from "./focus-among.ts";
import { extended, NOTHING, toggled } from "./selection.ts";

export interface Choosing {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string, range: boolean) => void;
  /** A click on a link: chooses instead of opening once something is chosen, or with the shift key. */
  readonly click: (event: MouseEvent, id: string) => void;
  readonly press: (event: KeyboardEvent<HTMLElement>) => void;
  readonly clear: () => void;
}

const CARD = "[data-card]";

/**
 * Chooses among what is listed, by mouse and by keyboard: X, Shift and X for a range, Ctrl and A, Escape. It is the same as before
 * while the same is chosen, so that a list that only grows does not make its cards anew.
 */
export function useChoosing(order: readonly string[]): Choosing {
  const [selection, setSelection] = useState(NOTHING);
  // What is gone from the list cannot be chosen any more.
  const listed = new Set(order);
  const kept = [...selection.ids].filter((id) => listed.has(id));
  const ids = kept.length === selection.ids.size ? selection.ids : new Set(kept);

  const now = useRef({ order, anchor: selection.anchor });
  useEffect(() => {
    now.current = { order, anchor: selection.anchor };
  });

  return useMemo(() => {
    const clear = () => setSelection(NOTHING);
    const toggle = (id: string, range: boolean) => {
      const { order, anchor } = now.current;
      setSelection(range ? extended({ ids, anchor }, id, order) : toggled({ ids, anchor }, id));
    };
    return {
      ids,
      toggle,
      clear,
      click(event, id) {
        if (event.ctrlKey || event.metaKey || (ids.size === 0 && !event.shiftKey)) return;
        event.preventDefault();
        toggle(id, event.shiftKey);
      },
      press(event) {
        const id = (event.target as HTMLElement).dataset.card;
        if (event.key === "Escape") clear();
        else if ((event.ctrlKey || event.metaKey) && event.key === "a")
          setSelection({ ids: new Set(now.current.order), anchor: null });
        else if (event.key.toLowerCase() === "x" && id && !event.ctrlKey && !event.metaKey) toggle(id, event.shiftKey);
        else if (event.key === "ArrowRight") focusAmong(event.currentTarget, CARD, "next");
        else if (event.key === "ArrowLeft") focusAmong(event.currentTarget, CARD, "previous");
        else return;
        event.preventDefault();
      },
    };
  }, [ids]);
}
