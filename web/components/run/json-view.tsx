import { CopyButton } from "#web/components/ui/copy-button.tsx";

interface Props {
  readonly title: string;
  readonly value: unknown;
  /** What is said where there is nothing. */
  readonly absent: string;
}

/** A value as JSON on lines of its own; what does not fit is scrolled to. */
export function JsonView({ title, value, absent }: Props) {
  if (value === undefined) {
    return (
      <div>
        <h3 className="text-ink-faint">{title}</h3>
        <p className="text-ink-soft">{absent}</p>
      </div>
    );
  }
  const text = JSON.stringify(value, null, 2);
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between">
        <h3 className="text-ink-faint">{title}</h3>
        <CopyButton text={text} label={`Copy the ${title.toLowerCase()}`} />
      </div>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached by keyboard.
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-md bg-sunken p-2"
      >
        <pre className="font-mono text-small">{text}</pre>
      </section>
    </div>
  );
}
