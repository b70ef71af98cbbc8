import { clsx } from "clsx";
import type { ComponentProps } from "react";

const looks = {
  /** The one thing to do on a view. */
  primary: "bg-accent text-on-accent font-bold hover:brightness-105",
  plain: "bg-surface text-ink border border-line hover:bg-hover",
  quiet: "text-ink-soft hover:bg-hover hover:text-ink",
} as const;

const sizes = {
  md: "h-7.5 gap-1.5 px-2.5",
  sm: "h-6 gap-1 px-2 text-small",
  icon: "size-7.5 [&>svg]:size-4",
  iconSm: "size-6",
} as const;

export interface ButtonLook {
  readonly look?: keyof typeof looks;
  readonly size?: keyof typeof sizes;
}

/** The classes of a button, for links that look like one. */
export function buttonClass({ look = "plain", size = "md" }: ButtonLook = {}): string {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md",
    "transition-colors duration-(--quick) disabled:opacity-50 [&>svg]:size-3.5",
    looks[look],
    sizes[size],
  );
}

export function Button({ look, size, className, type = "button", ...rest }: ComponentProps<"button"> & ButtonLook) {
  return (
    <button
      type={type}
      className={clsx(buttonClass({ ...(look && { look }), ...(size && { size }) }), className)}
      {...rest}
    />
  );
}
