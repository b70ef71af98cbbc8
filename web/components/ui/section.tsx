import { type ReactNode, useId } from "react";

interface Props {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex items-baseline justify-between gap-4 border-line border-b pb-1.5">
        <h2 id={id} className="font-bold text-lead">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
