import { X } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  /** What kind of thing it is. */
  readonly name: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** Something that was chosen, and a cross to give it up. */
export function RemovableChip({ name, onRemove, children }: Props) {
  return (
    <button
      type="button"
      onClick={onRemove}
      className="group inline-flex h-6 max-w-72 items-center gap-1.5 rounded-sm bg-ink pr-1 pl-2 text-ground text-small"
    >
      <span className="truncate">
        <span className="sr-only">Remove </span>
        <span className="opacity-80">{name}: </span>
        {children}
      </span>
      <X aria-hidden className="size-3.5 shrink-0 opacity-70 group-hover:opacity-100" />
    </button>
  );
}
