import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import type { DraftWish } from "#web/lib/cut/draft.ts";

interface Props {
  readonly title: string;
  readonly wishes: readonly DraftWish[];
  readonly onChange: (wishes: readonly DraftWish[]) => void;
}

const MOST = 20;

/** Moments in words, or as they were found. Enter adds one. */
export function WishList({ title, wishes, onChange }: Props) {
  const [text, setText] = useState("");

  function add() {
    const wish = text.trim();
    if (wish === "" || wishes.some(({ text: known }) => known === wish)) return;
    onChange([...wishes, { text: wish }]);
    setText("");
  }

  return (
    <fieldset>
      <legend className="mb-1 text-ink-soft">{title}</legend>
      {wishes.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {wishes.map((wish) => (
            <li
              key={wish.text}
              className="flex items-center gap-1 rounded-md bg-surface pl-2 shadow-[inset_0_0_0_1px_var(--line)]"
            >
              <span className="max-w-72 truncate">{wish.text}</span>
              <Button
                look="quiet"
                size="iconSm"
                aria-label={`Take out: ${wish.text}`}
                onClick={() => onChange(wishes.filter((other) => other !== wish))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex max-w-md gap-1.5">
        <input
          aria-label={`${title}: a moment in words`}
          value={text}
          maxLength={200}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || text.trim() === "") return;
            event.preventDefault();
            add();
          }}
          className={`${fieldClass} flex-1`}
        />
        <Button onClick={add} disabled={text.trim() === "" || wishes.length >= MOST}>
          <Plus aria-hidden />
          Add
        </Button>
      </div>
    </fieldset>
  );
}
