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

const SHOWN = "border-on-picture bg-scrim";
/** Without colours, not without opacity, which would be a layer of its own for each of the cards that are scrolled. No pointer hovers over a touch screen. */
const SHOWN_IN_USE = [
  "border-transparent bg-transparent",
  "group-focus-within:border-on-picture group-focus-within:bg-scrim group-hover:border-on-picture group-hover:bg-scrim",
  "[@media(hover:none)]:border-on-picture [@media(hover:none)]:bg-scrim",
];

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
        "grid size-6 place-items-center rounded-sm border transition-colors duration-(--quick)",
        chosen ? "border-transparent bg-accent text-on-accent" : choosing ? SHOWN : SHOWN_IN_USE,
        className,
      )}
    >
      {chosen && <Check aria-hidden className="size-4" strokeWidth={3} />}
    </button>
  );
}
