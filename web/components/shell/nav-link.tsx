"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";

interface Props {
  readonly href: string;
  /** Another path whose pages belong here. */
  readonly also?: string;
  readonly children: ReactNode;
}

/** Its page is fetched when it is about to be asked for: all of them would be in the way of the page that is loaded just now. */
export function NavLink({ href, also, children }: Props) {
  const path = usePathname();
  const here =
    path === href || (href !== "/" && path.startsWith(`${href}/`)) || (also !== undefined && path.startsWith(also));
  const [isNear, setNear] = useState(false);
  const approach = () => setNear(true);
  return (
    <Link
      href={href}
      prefetch={isNear ? null : false}
      onPointerEnter={approach}
      onFocus={approach}
      aria-current={here ? "page" : undefined}
      className={clsx(
        "relative flex items-center px-1.5 transition-colors duration-(--quick)",
        here
          ? "text-ink after:absolute after:inset-x-1.5 after:bottom-0 after:h-0.5 after:bg-accent"
          : "text-ink-faint hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
