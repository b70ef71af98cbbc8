import { clsx } from "clsx";
import type { FilterOption } from "#web/lib/search/filter-groups.ts";

interface Props {
  readonly option: FilterOption;
  readonly onPress: () => void;
}

/** A value that can be chosen, with how many moments have it. */
export function FilterChip({ option: { label, count, on }, onPress }: Props) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={clsx(
        "inline-flex h-6 max-w-72 items-center gap-1.5 rounded-sm px-2 text-small transition-colors duration-(--quick) focus-visible:-outline-offset-2",
        on
          ? "bg-ink text-ground"
          : "bg-surface text-ink hover:bg-raised hover:shadow-[inset_0_0_0_1px_var(--line-strong)]",
      )}
    >
      <span className="truncate">{label}</span>
      {count !== undefined && <span className={on ? "opacity-80" : "text-ink-faint"}>{count}</span>}
    </button>
  );
}
