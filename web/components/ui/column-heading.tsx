import { clsx } from "clsx";
import type { ReactNode } from "react";

interface Props {
  /** Width, and from which width of the page on it is shown. */
  readonly className?: string;
  readonly right?: boolean;
  readonly children: ReactNode;
}

/** What a column of a table is called. */
export function ColumnHeading({ className, right = false, children }: Props) {
  return (
    <th scope="col" className={clsx("py-1.5 font-normal", right && "text-right", className)}>
      {children}
    </th>
  );
}
