import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { MouseEvent } from "react";

interface Props {
  readonly name: string;
  readonly chosen: boolean;
  /** Whether anything is chosen: then all boxes are shown. Else this one is under a mouse, or with the focus. */
  readonly choosing: boolean;
  readonly onToggle: (range: boolean) => void;
  readonly className?: string;
}

/**
 * Chooses an asset. It is not reached by the tab key, which would have to be pressed twice for each card: on a card, the key X
 * does the same.
 */
export function SelectBox({ name, chosen, choosing, onToggle, className }: Props) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={`Select ${name}`}
      tabIndex={-1}
      onClick={(event: MouseEvent) => onToggle(event.shiftKey)}
      className={clsx(
        "grid size-6 place-items-center rounded-sm border transition-opacity duration-(--quick)",
        chosen ? "border-transparent bg-accent text-on-accent" : "border-on-picture bg-scrim text-transparent",
        !choosing && "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100",
        className,
      )}
    >
      <Check aria-hidden className="size-4" strokeWidth={3} />
    </button>
  );
}
