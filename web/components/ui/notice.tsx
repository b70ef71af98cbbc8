import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Whether it is all that the page has: then its title is the page's. */
  readonly page?: boolean;
  /** Urgent ones are read out at once by a screen reader. */
  readonly urgent?: boolean;
}

/** A page or section that has something to say in place of its content: empty, gone, or broken. */
export function Notice({ title, children, actions, page = false, urgent = false }: Props) {
  const Title = page ? "h1" : "h2";
  return (
    <section
      role={urgent ? "alert" : undefined}
      className="mx-auto flex max-w-xl flex-col items-start gap-3 px-4 py-16 sm:py-24"
    >
      <Title className="text-balance font-bold text-title tracking-tight">{title}</Title>
      <div className="max-w-prose space-y-3 text-ink-soft text-lead">{children}</div>
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </section>
  );
}
