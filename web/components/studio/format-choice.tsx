import { clsx } from "clsx";
import { FORMATS, type FormatName } from "#web/lib/cut/draft.ts";

interface Props {
  readonly formats: readonly FormatName[];
  readonly format: FormatName;
  readonly onChoose: (format: FormatName) => void;
}

/** Which of the cut's formats is played. */
export function FormatChoice({ formats, format, onChoose }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend, and cannot be laid out in a line everywhere.
    <div role="group" aria-label="Format" className="mb-2 flex gap-1">
      {formats.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === format}
          onClick={() => onChoose(name)}
          className={clsx(
            "flex h-7 items-center gap-1.5 rounded-md px-2",
            name === format
              ? "bg-surface text-ink shadow-[inset_0_0_0_1px_var(--line)]"
              : "text-ink-soft hover:text-ink",
          )}
        >
          <span
            aria-hidden
            className="h-3 rounded-[2px] border border-current"
            style={{ aspectRatio: FORMATS[name].shape }}
          />
          {FORMATS[name].title}
        </button>
      ))}
    </div>
  );
}
