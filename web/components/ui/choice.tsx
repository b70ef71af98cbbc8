import { clsx } from "clsx";
import type { ReactNode } from "react";

interface Props<Value extends string> {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly title: string; readonly detail?: ReactNode }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** Where the legend is said by what stands around it. */
  readonly quiet?: boolean;
  readonly className?: string;
}

/** One of a few, each with a word on what it means. */
export function Choice<Value extends string>(props: Props<Value>) {
  const { legend, name, options, value, onChange, quiet = false, className } = props;
  return (
    <fieldset className={className}>
      <legend className={quiet ? "sr-only" : "mb-1 text-ink-soft"}>{legend}</legend>
      <div className="flex flex-wrap gap-x-2 gap-y-1">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "flex cursor-pointer gap-2.5 rounded-md px-2.5 py-1.5 shadow-[inset_0_0_0_1px_var(--line)] hover:bg-hover",
              "has-checked:bg-surface has-checked:shadow-[inset_0_0_0_1px_var(--line-strong)]",
              option.detail && "basis-full sm:basis-60 sm:grow",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-3.5 shrink-0 accent-ink"
            />
            <span>
              {option.title}
              {option.detail && <span className="block text-ink-soft text-small">{option.detail}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
